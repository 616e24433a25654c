"""`python -m stance.import`: its name is a word of the language, so that what it does stands in another module."""  # noqa: N999

from stance.importing import main

if __name__ == "__main__":
    main()
