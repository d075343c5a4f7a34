"""The card: laid down, opened by what its holder knows, read, looked at, taken."""

from __future__ import annotations

from base.trouble import Trouble
from devices.card.api import CardKind
from forms.card_number_b import YearForm
from forms.reading import Reading
from kiosk.cards import LOCKED, WRONG, Asked, CardFound, CardRead, Secret
from kiosk.stages.showing import Showing
from kiosk.states import State

_SCREEN = {
    Secret.PIN: State.PIN,
    Secret.LICENCE_PIN: State.PIN,
    Secret.NUMBER_B: State.NUMBER_B,
    Secret.CARD_NUMBER: State.CARD_NUMBER,
}
_NOTHING_LIES = frozenset({"no_reader", "no_card_service", "card_service_failed", "card_removed", "no_card"})
"""Troubles after which no card need be taken."""


class Carding(Showing):
    """One card at a time. The card is asked for its tries before anybody types, and again after each error."""

    def _on_have_card(self) -> None:
        self._forget_card()
        self._go(State.CARD)

    def _on_card_ready(self, tries_left: int | None = None, card: CardFound | None = None) -> None:
        if card is None:
            card = CardFound(CardKind.MY_NUMBER, {Secret.PIN: tries_left or 0})
        self.card = card
        self._ask_for(self.secret if self.secret and card.opens(self.secret) else card.usual)

    def _ask_for(self, secret: Secret) -> None:
        """Goes where it is typed, unless the card takes it no more, or only once more."""
        assert self.card is not None
        self.secret, self.tries_left = secret, self.card.tries.get(secret)
        if self.tries_left == 0:
            self._go(State.CARD, Trouble(LOCKED[secret]))
        elif self.tries_left == 1:
            self._go(State.LAST_TRY)
        else:
            self._go(_SCREEN[secret], self.trouble if self.trouble and self.trouble.id in WRONG else None)

    @property
    def other_secret(self) -> Secret | None:
        """Another way to open the card in hand than the one that is asked for, or None."""
        if self.card is None or self.secret is not Secret.PIN or not self.card.tries.get(Secret.NUMBER_B):
            return None
        return Secret.NUMBER_B

    def _on_other_secret(self) -> None:
        other = self.other_secret
        if other is None:
            return  # this card opens in one way only, or was taken away in the moment of the touch
        self.trouble, self.use_last_try = None, False
        self._ask_for(other)

    def _on_year_form(self, form: YearForm) -> None:
        self.year_form = form

    def _on_card_gone(self) -> None:
        waited_for = self.state is not State.CARD
        self._forget_card()
        self._go(State.CARD, Trouble("card_removed") if waited_for else None)

    def _on_use_last_try(self) -> None:
        assert self.secret is not None
        self.use_last_try = True
        self._go(_SCREEN[self.secret])

    def _on_show_number(self) -> None:
        """Off the reader with it: the camera looks at its front."""
        self.card = None
        self._go(State.CARD_NUMBER_SHOW)

    def _on_number_seen(self, number: str) -> None:
        """Back on the reader; there the number stands typed, for its holder to look at."""
        self.said_number = number
        self._go(State.CARD)

    def _on_pin_given(self, number: str = "") -> None:
        self.said_number = number
        self._go(State.CARD_READING)

    def _on_card_read(self, reading: Reading | None = None, read: CardRead | None = None) -> None:
        if read is None:
            assert reading is not None
            read = CardRead(CardKind.MY_NUMBER, reading)
        self._forget_card()
        self.card_read = read
        self._look()

    def _look(self) -> None:
        """To the next picture that somebody has to look at; after the last one the reading counts."""
        assert self.card_read is not None
        if self.card_read.question is not None:
            self._go(State.CARD_LOOK)
        else:
            self._took(self.card_read.reading, of_card=self.card_read.pictures, then=State.CARD_TAKE)

    def _on_card_seen(self, answer: str = "") -> None:
        """Data: the character, or nothing for "staff will look"; ``same`` or anything else of a comparison."""
        read = self.card_read
        assert read is not None and read.question is not None
        match read.question.asked:
            case Asked.CHARACTER:
                self.card_read = read.with_character(answer)
            case Asked.COMPARE:
                self.card_read = read.with_comparison(answer == "same")
            case Asked.SHOW:
                self.card_read = read.seen()
        self._look()

    def _on_card_left(self) -> None:
        self.card_left = True

    def _on_card_taken(self) -> None:
        if self.state is State.WELCOME:
            self.card_left = False
            return
        self.card_read = None
        self._go(State.HAVE)

    def _back_from_card(self) -> None:
        """Without the card; if it lies there it is to be taken first."""
        if self.state is State.NUMBER_B and self.year_form is not None:
            self.year_form = None
            self._go(State.NUMBER_B)
            return
        lies = self.state is not State.CARD or self.card is not None
        lies = lies or (self.trouble is not None and self.trouble.id not in _NOTHING_LIES)
        self._forget_card()
        self._go(State.CARD_TAKE if lies else State.HAVE)

    def _lost_card(self, trouble: Trouble) -> None:
        """Reading failed: back to the card, which is asked for its tries again before anybody types.

        Which secret it was, and what can be put right of a card number, is kept for the next try.
        """
        secret, number, form = self.secret, self.said_number, self.year_form
        self._forget_card()
        if trouble.id in WRONG:
            self.secret, self.said_number, self.year_form = secret, number, form
        self._go(State.CARD, trouble)

    def _forget_card(self) -> None:
        self.card, self.secret, self.tries_left, self.use_last_try = None, None, None, False
        self.year_form, self.said_number, self.card_read = None, "", None
