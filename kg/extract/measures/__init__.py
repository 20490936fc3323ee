"""Turn clauses into measures, and say which sectors they move."""
