"""The grammar of reported speech: article in, statements with their spans out."""
