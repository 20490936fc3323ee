"""Find the clauses that commit to something: who may act, the verb phrase, where it stands."""
