"""What the extractors share: names and capitals, numbers, tables."""
