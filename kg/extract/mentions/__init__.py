"""Find what a text names: times, places, instruments, bodies; settle overlaps between them."""
