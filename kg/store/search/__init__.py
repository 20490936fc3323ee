"""Find things by their words: a full-text index beside the store."""
