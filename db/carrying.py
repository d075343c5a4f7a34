"""What a text becomes in a system that knows CP932 only: never a question mark, and always told."""

from __future__ import annotations

from dataclasses import dataclass

from forms.characters import clusters, cp932_lacks, fold_variants, shrunk

GETA = "〓"
"""Stands for a character that cannot be carried, as in print shops and official data. CP932 carries it."""

SAME_IN_JIS = {"〜": "～", "—": "―", "−": "－", "‖": "∥", "¢": "￠", "£": "￡", "¬": "￢"}
"""Characters of JIS X 0208 for which Microsoft's table names another code point: in CP932 they are the same bytes."""


@dataclass(frozen=True, slots=True)
class Carried:
    """One value on its way out.

    Attributes:
        exact: the string as registered.
        shrunk: the same after 縮退 for systems that cannot carry the exact one: by the National Tax Agency's table, and
            what this leaves outside CP932 by the MJ shrink map.
        lacking: characters of the exact string that CP932 cannot carry, each once.
        still_lacking: those of the shrunk string.
    """

    exact: str
    shrunk: str
    lacking: tuple[str, ...]
    still_lacking: tuple[str, ...]

    @classmethod
    def of(cls, exact: str) -> Carried:
        """Works out the others."""
        short = "".join(_known(each) for each in clusters(shrunk(exact)))
        return cls(exact, short, tuple(cp932_lacks(exact)), tuple(cp932_lacks(short)))

    @property
    def exact_cp932(self) -> str:
        """The exact string with a :data:`GETA` for each character that CP932 cannot carry."""
        return _covered(self.exact, self.lacking)

    @property
    def shrunk_cp932(self) -> str:
        """The same of the shrunk string."""
        return _covered(self.shrunk, self.still_lacking)


def _known(cluster: str) -> str:
    folded = fold_variants(cluster) if cp932_lacks(cluster) else cluster
    return cluster if cp932_lacks(folded) else folded


def _covered(text: str, lacking: tuple[str, ...]) -> str:
    if not lacking:
        return text
    return "".join(SAME_IN_JIS.get(each, GETA) if each in lacking else each for each in clusters(text))


def code_points(cluster: str) -> str:
    """``U+9089 U+E0110``."""
    return " ".join(f"U+{ord(char):04X}" for char in cluster)
