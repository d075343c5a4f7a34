"""Expected trouble: what the world does to us, as opposed to bugs.

There are two families of errors. A :class:`Trouble` comes from the environment or from a person (a card
pulled out, no paper, a foreign QR code); it is raised where it is noticed, handled where the flow can act,
and always logged. Everything else is a bug and is never caught locally.
"""

from __future__ import annotations


class Trouble(Exception):
    """Expected trouble, told by an id whose sentences stand in the text catalogues.

    The sentences are ``trouble.<id>.message`` (what happened) and ``trouble.<id>.action`` (what to do now).

    Args:
        id: lower-case words joined by underscores, for example ``card_removed``. Staff quote it.
        details: fills the placeholders of the sentences. Never personal data: details reach logs.
    """

    def __init__(self, id: str, /, **details: str | int) -> None:
        super().__init__(id)
        self.id = id
        self.details = details

    def __str__(self) -> str:
        return self.id
