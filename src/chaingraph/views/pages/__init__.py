"""The views that ``chaingraph viz`` draws: one module each, with a function ``draw``; the catalogue lists them."""
