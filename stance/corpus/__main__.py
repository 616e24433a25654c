"""`python -m stance.corpus` prints the counts that the data card holds."""

import sys

from stance.corpus.counts import count_table

if __name__ == "__main__":
    sys.stdout.write(f"{count_table()}\n")
