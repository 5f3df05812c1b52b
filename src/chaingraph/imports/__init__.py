"""Open datasets of relations as statements of the graph, each resting on a line of a file."""
