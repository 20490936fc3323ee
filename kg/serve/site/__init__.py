"""Hold the graph that is served, ask it, and frame its pages."""
