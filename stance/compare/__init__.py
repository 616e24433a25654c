"""Two slices of quotes side by side."""
