"""Say what may be asked of a store and how, and hold the answers."""
