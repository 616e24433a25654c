"""The constructions of reported speech, one module each; every one yields statements of an article in text order."""
