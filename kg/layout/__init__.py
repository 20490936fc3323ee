"""Tell the tables of a page: what their columns hold, which line belongs to which cell, where rows begin."""
