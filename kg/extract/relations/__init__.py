"""Find what a text states between two things that it names."""
