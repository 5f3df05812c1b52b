"""A store in the formats of others: one module a format, each a function from a store to bytes."""
