"""Hold predicted quotes against gold: figures, intervals, and errors that a person can read.

`gold` reads the annotation, `matching` pairs it with predictions, `tally` counts article by article, `figures` turns
counts into figures and intervals, `errors` and `error_files` say what went wrong where.
"""
