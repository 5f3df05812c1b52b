"""Reports: each reads what its analysis needs, runs it, and says the answer in tables and words of both languages."""
