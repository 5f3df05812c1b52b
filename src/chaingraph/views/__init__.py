"""Pictures and pages: typed rows and networks in, HTML out; nothing here knows RDF but ``reading``, which asks a store."""
