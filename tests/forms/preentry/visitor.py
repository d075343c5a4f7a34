"""A visitor at the page: answers questions, presses buttons, looks at what is there."""

from __future__ import annotations

import json
from collections.abc import Mapping

from tests.forms.preentry.chromium import Browser

STEP = 'document.querySelector(".step:not([hidden])")'
MOVE = ("moved_on", "former_address", "former_building", "new_address", "new_building")
HOUSEHOLD = (
    "householder.former",
    "householder.new",
    "registered_domicile",
    "register_head",
    "notifier.name",
    "notifier.relation",
    "phone",
)

# What a person does, as events: choose in a list, touch a choice, type and go on.
_ANSWER = """
((root, path, value) => {
  const field = root.querySelector(`[data-path="${path}"]`);
  const change = (control, to) => {
    control.value = to;
    control.dispatchEvent(new Event("change", { bubbles: true }));
    if (control.value !== to) throw new Error(`${path} does not offer ${to}`);
  };
  if (field.closest("details")) field.closest("details").open = true;
  const radio = [...field.querySelectorAll("input[type=radio]")].find((each) => each.value === value);
  if (radio) return radio.click();
  if (field.querySelector(".date")) {
    const [counting, year, month, day] = value;
    const parts = Object.entries({ counting, year, month, day });
    for (const [part, to] of parts) change(field.querySelector(`.${part}`), to);
    return;
  }
  const select = field.querySelector("select");
  if (select && [...select.options].some((option) => option.value === value)) return change(select, value);
  if (select) change(select, "other");
  const input = field.querySelector("input, textarea");
  input.value = value;
  input.dispatchEvent(new Event("change", { bubbles: true }));
})
"""


class Visitor:
    """Somebody who fills in the page that a browser shows."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser

    def press(self, selector: str) -> None:
        """Presses the first button of the step that fits, and waits until its work is done."""
        self.browser.run(f"{STEP}.querySelector({json.dumps(selector)}).click()")
        # Making the code ends in a later turn; two frames after that everything is drawn.
        self.browser.run("new Promise((done) => setTimeout(() => requestAnimationFrame(() => done()), 100))")

    def go_on(self) -> None:
        """The one main action of the step."""
        self.press(".foot .main")

    def heading(self) -> str:
        """Where the visitor is."""
        return str(self.browser.run(f'{STEP}.querySelector("h1").textContent'))

    def answer(self, path: str, value: str, *, person: int | None = None, counting: str = "western") -> None:
        """Answers a question; a day is chosen part by part.

        Args:
            path: a field of the visit, or a member's field where `person` is given.
            value: as data, or anything that can be typed.
            person: which person, from 0.
            counting: how the years of a day are counted: ``western`` or ``era.3``.
        """
        root = STEP if person is None else f'{STEP}.querySelectorAll(".person")[{person}]'
        given: object = value
        if path in ("moved_on", "birth_date", "stay_until"):
            given = [counting, *(str(int(part)) for part in value.split("-"))]
        self.browser.run(f"{_ANSWER}({root}, {json.dumps(path)}, {json.dumps(given)})")

    def choose_language(self, name: str) -> None:
        """By the button that says it in that language."""
        self.browser.run(
            "[...document.querySelectorAll('#languages button')]"
            f".find((each) => each.textContent === {json.dumps(name)}).click()"
        )

    def shown(self, selector: str) -> list[str]:
        """The texts of what can be seen of this in the step."""
        script = f"[...{STEP}.querySelectorAll({json.dumps(selector)})].filter((each) => each.checkVisibility())"
        return list(self.browser.run(f"{script}.map((each) => each.textContent)"))

    def fill_in(self, values: Mapping[str, str], counting: str = "western") -> None:
        """Answers everything, from the first step to the look over."""
        self.go_on()
        self.answer("kind", values["kind"])
        self.go_on()
        for path in MOVE:
            if path in values:
                self.answer(path, values[path])
        self.go_on()
        people = 1 + max(int(path[8 : path.index("]")]) for path in values if path.startswith("members["))
        for index in range(people):
            if index:
                self.press("button.wide")
            for path, value in values.items():
                if path.startswith(f"members[{index}]."):
                    self.answer(path.rpartition(".")[2], value, person=index, counting=counting)
        self.go_on()
        for path in HOUSEHOLD:
            if path in values:
                self.answer(path, values[path])
        self.go_on()
