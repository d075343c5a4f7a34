"""What the counter says about a review: labels, reasons, chips. Plain strings out of the catalogues, no widgets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

from base.texts import text
from counter.changes import Change, Changed
from counter.login_rights import Rights
from counter.review import Candidate, Lacking, Missing, Need, Review, Row
from counter.session import clerk_name
from forms import display
from forms.actions import ActionType
from forms.findings import Finding
from forms.fusing import State
from forms.identity import AUTHORITIES, get_document
from forms.reading import Source

_SIGN_OF = {
    Need.CONFLICT: State.CONFLICT,
    Need.RULE: State.CONFLICT,
    Need.CHANGED: State.DOUBTFUL,
    Need.DOUBTFUL: State.DOUBTFUL,
    Need.MISSING: State.MISSING,
}


_DEEDS = {
    ActionType.CHECK_IDENTITY: "act.identity",
    ActionType.HOLD: "act.hold",
    ActionType.RETURN: "reason.give_back",
    ActionType.HAND_OVER: "act.hand_over",
    ActionType.RELEASE: "hand_over.release",
    ActionType.FILE: "act.file",
    ActionType.ANSWER: "act.advice",
    ActionType.PRINT: "act.print",
    ActionType.READ: "unsent.read",
}


@dataclass(frozen=True, slots=True)
class Chip:
    """A state as sign, word and colour.

    Attributes:
        state: decides sign and colour.
        word: what it says.
    """

    state: State
    word: str


class Wording:
    """The words of one language.

    Args:
        language: a language of :data:`base.texts.LANGUAGES`.

    Attributes:
        kind: of the open visit, which decides what fields are called; empty for none.
    """

    def __init__(self, language: str = "ja") -> None:
        self.language, self.kind = language, ""

    def __call__(self, key: str, **values: str | int) -> str:
        """A text of the counter's catalogue."""
        return text(f"counter.{key}", self.language, **values)

    def no_right(self, rights: Rights) -> str:
        """Why something cannot be done by whoever sits here."""
        return self("login.no_right", role=self(f"role.{rights.role}")) if rights.role else ""

    def kind_of(self, kind: str) -> str:
        """What somebody came for, in so few words that they stand in the list."""
        return self(f"kind.{kind}")

    def people(self, count: int) -> str:
        """How many people move."""
        return self("person" if count == 1 else "people", count=count)

    def label(self, path: str) -> str:
        """What a field is called, with the person's number where it is a person's: 氏名 1人目."""
        return display.label(path, self.language, self.kind)

    def value(self, path: str, value: str | None) -> str:
        """A value as the counter shows it; a dash where there is none."""
        if value is None:
            return "–"
        return display.shown(path, value, self.language) if value else self("empty_value")

    def counter(self, name: str) -> str:
        """A counter as visitors look for it: a bare number becomes 3番窓口, a name stays as it is."""
        return self("board.counter", number=name) if name.isdecimal() else name

    def joined(self, words: Iterable[str], key: str = "chip.list") -> str:
        """Words in a row, as the language joins them."""
        words = list(words)
        return reduce(lambda first, second: self(key, first=first, second=second), words) if words else ""

    def sources(self, sources: Iterable[Source]) -> list[str]:
        """Names of sources, each once, with how often: 証明書×2."""
        counted: dict[Source, int] = {}
        for each in sources:
            counted[each] = counted.get(each, 0) + 1
        return [self(f"source.{each}") + (f"×{count}" if count > 1 else "") for each, count in counted.items()]

    def chip(self, row: Row) -> Chip:
        """The sign of a row: why it needs eyes, or who stands for it."""
        if row.need:
            return Chip(_SIGN_OF[row.need], self.reason(row))
        field = row.field
        if decision := field.confirmation:
            if decision.by is Source.CLERK:
                return Chip(State.CONFIRMED, self("chip.by_clerk", name=clerk_name(decision.actor)))
            return Chip(State.CONFIRMED, self("chip.by_visitor"))
        said = [each.source for each in field.evidence]
        return Chip(field.state, self.joined(self.sources(said)) or self("chip.done"))

    def reason(self, row: Row) -> str:
        """Why a row needs eyes, in one short sentence."""
        match row.need:
            case Need.CONFLICT:
                sources = list(dict.fromkeys(each.source for each in row.field.evidence))
                if len(sources) < 2:
                    return self("need.conflict_one")
                key = {"variant": "need.conflict_variant", "notation": "need.conflict_notation"}
                names = self.joined((self(f"source.{each}") for each in sources[:3]), "chip.both")
                return self(key.get(row.field.hint or "", "need.conflict"), sources=names)
            case Need.RULE:
                return self("need.rule")  # the sentence itself stands below the value
            case None:
                return ""
            case _:
                return self(f"need.{row.need}")

    def said_by(self, candidate: Candidate) -> str:
        """Who said a candidate."""
        if candidate.offered:
            return self("chip.offered")
        return self.joined(self.sources(candidate.sources)) or self("chip.guess")

    def missing(self, missing: Missing, review: Review) -> str:
        """One thing that is missing before filing."""
        match missing.what:
            case Lacking.FIELD:
                return self("missing.field", label=self.label(missing.where))
            case Lacking.RULE:
                finding = next(each for each in review.findings if each.id == missing.where)
                return self("missing.rule", rule=self.finding(finding))
            case Lacking.IDENTITY:
                return self("missing.identity")

    def finding(self, finding: Finding) -> str:
        """What a rule says, with the article it rests on."""
        said = finding.message(self.language)
        return self("rules.article", rule=said, article=finding.rule.law) if finding.rule.law else said

    def documents(self, ids: Iterable[str]) -> str:
        """The documents of an identity check."""
        kinds = [get_document(each) for each in ids]
        japanese = self.language in ("ja", "ja-easy")
        return self.joined(each.label if japanese else each.english for each in kinds)

    def identity(self, review: Review) -> str:
        """What the identity check rested on, and whether a letter has to go out."""
        check = review.visit.identity_check
        japanese = self.language in ("ja", "ja-easy")
        rights = [each.label if japanese else each.english for each in AUTHORITIES if each.id in check.authority]
        words = [self.documents(check.documents), *rights, self("identity.questioned") if check.questioned else ""]
        said = self.joined(word for word in words if word)
        return f"{said}  {self('identity.notice')}" if review.needs_notice else said

    def deed(self, type: ActionType) -> str:
        """What a clerk was about to do, apart from deciding a field."""
        return self(_DEEDS.get(type, "conflict.wanted_other"))

    def change(self, change: Change) -> str:
        """One difference that somebody else made."""
        match change.what:
            case Changed.FIELD:
                return self(
                    "conflict.field",
                    label=self.label(change.path),
                    old=self.value(change.path, change.old),
                    new=self.value(change.path, change.new),
                )
            case Changed.STATUS:
                return self(
                    "conflict.status",
                    old=self(f"status.{change.old}"),
                    new=self(f"status.{change.new}"),
                )
            case Changed.ASSIGNEE:
                nobody = self("nobody")
                return self(
                    "conflict.assignee",
                    old=clerk_name(change.old) or nobody,
                    new=clerk_name(change.new) or nobody,
                )
            case _:
                return self(f"conflict.{change.what}")
