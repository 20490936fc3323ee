"""Find infrastructure projects and works, by name, list, route or description."""
