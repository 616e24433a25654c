"""Articles with their quotes in the formats of annotation tools, and back."""
