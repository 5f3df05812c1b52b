"""Fictional cities: made-up firms, places and documents for what needs figures that no source gives; always marked."""
