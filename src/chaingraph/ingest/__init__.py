"""An office's own lists: from a workbook to the curated tables."""
