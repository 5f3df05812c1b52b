"""What analyses start from, read out of a store: chain templates, what a city has in each segment."""
