"""Ask other SPARQL stores, and send graphs to them."""
