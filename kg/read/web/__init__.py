"""Read web pages: HTML files and the archives that browsers save."""
