"""Say who answers for a measure, and in which role."""
