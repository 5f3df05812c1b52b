"""Pictures and pages: typed rows and networks in, HTML out; of RDF only ``reading`` knows, which asks a store."""
