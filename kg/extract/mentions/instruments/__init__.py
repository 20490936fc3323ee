"""Find instruments: laws, acts with a number, plans and programmes by their names, and what stands for them."""
