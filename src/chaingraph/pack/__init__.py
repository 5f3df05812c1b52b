"""A chain's maps and lists (N图N清单) in one folder, by a recipe that is data."""
