"""The one exception that a user is meant to read."""


class StanceError(Exception):
    """A fault the user can mend: the message names the place and the way out.

    Command lines print it as one paragraph without a traceback and exit nonzero.
    """
