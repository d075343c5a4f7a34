"""What is known of each page as a whole, and whether all of them together are a certificate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from base.trouble import Trouble
from forms.certificate.blackout import Blackout
from forms.certificate.words.catalogue import NAME

MIN_LABELS = 4
"""Different fields that a page with the title must have to be taken for a certificate."""
MIN_LABELS_UNTITLED = 7
"""The same for a page without the title: a continuation sheet, or a title that could not be read."""


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a page as a whole; light, so that all pages are kept to the end.

    Attributes:
        labels: the fields that it has labels of.
        document: which certificate its title says it is; None without one.
        other: the name of another paper that it says it is; None where it does not.
        photocopy: whether a copier's mark was seen behind the print.
        blackout: where the numbers to be hidden stand on the flat page.
        to_given: from the flat page to the picture as it was given, (3, 3).
        unread: whether nothing of a page with print on it was understood.
    """

    labels: frozenset[str]
    document: str | None
    other: str | None
    photocopy: bool
    blackout: Blackout
    to_given: np.ndarray
    unread: bool = False


def are_certificate(pages: Sequence[About]) -> bool:
    """Whether one of the pages is a certificate, or all of them together: the people may stand on the second one, and
    the title on the first."""
    own = [page for page in pages if not page.other]
    labels = frozenset[str]().union(*(page.labels for page in own))
    return any(_are_enough(page.labels, page.document) for page in own) or _are_enough(labels, document_of(own))


def _are_enough(labels: frozenset[str], document: str | None) -> bool:
    # A sheet that says what it is may print all that it tells of people without a label.
    return len(labels) >= MIN_LABELS if document else NAME in labels and len(labels) >= MIN_LABELS_UNTITLED


def may_lack_people(before: Sequence[About], page: About) -> bool:
    """Whether somebody of the pages before a page may have been overlooked, so that its people are others than counted.

    One of those was not read; or it names nobody and lies between two that do: whom it names was lost, perhaps. Empty
    backs and other papers have nobody.
    """
    before = [each for each in before if not each.other]
    named = [NAME in each.labels for each in before if each.labels]
    between = NAME in page.labels and True in named and False in named[named.index(True) :]
    return between or any(each.unread for each in before)


def document_of(pages: Sequence[About]) -> str | None:
    """Which certificate the first title says that the pages are; None without one."""
    return next((page.document for page in pages if page.document), None)


def refusal(pages: Sequence[About]) -> Trouble:
    """Why pages that are no certificate are not read: they say which other paper they are, or nothing that we know."""
    other = next((page.other for page in pages if page.other), None)
    return Trouble("other_paper", paper=other) if other else Trouble("not_a_certificate")


def warnings(pages: Sequence[About], kept: bool) -> list[str]:
    """What whoever takes the pages in should know of them.

    Args:
        kept: whether the pictures of all of them may be.
    """
    found = {
        "page_not_kept": not kept,
        "photocopy": any(page.photocopy for page in pages),
        "other_page": any(page.other for page in pages),
    }
    return [warning for warning, holds in found.items() if holds]
