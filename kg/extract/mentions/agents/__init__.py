"""Find bodies and groups of people: where their names begin and end, and which of them a clause restricts."""
