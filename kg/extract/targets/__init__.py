"""Find measurable aims: the figure, what it measures, by when."""
