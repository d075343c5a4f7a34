"""What was asked of a page's texts is forgotten."""

from __future__ import annotations

from base.remembered import forget, remembered


def test_an_answer_is_worked_out_once_until_all_are_forgotten() -> None:
    asked: list[str] = []

    @remembered
    def answered(text: str) -> int:
        asked.append(text)
        return len(text)

    assert (answered("見本"), answered("見本"), asked) == (2, 2, ["見本"])
    forget()
    assert (answered("見本"), asked) == (2, ["見本", "見本"])
