"""Who said what, about whom, and how, in Arabic news."""
