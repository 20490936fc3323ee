"""Say by which rule each fact was found, and what text yielded nothing."""
