"""The SPARQL 1.1 Protocol and the description of the service."""
