"""Analyses: one idea a module; graphs or rows in, plain data out. They know neither RDF nor HTML, and print nothing."""
