"""The page with which visitors make the code at home: one HTML file that needs nothing else.

Its parts lie in ``forms/preentry/web/``: a skeleton, a style sheet, scripts as modules, texts in every language. This
module puts them together with what Python already declares (field numbers, closed sets, eras, caps), so that nothing
is said twice. A file opened from a folder may not load modules, so they are joined into one script; the page's own
Content-Security-Policy lets exactly that script and that style sheet run, and no request leave.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from base import texts
from forms.dates import ERAS
from forms.fields import MAX_MEMBERS, MOVE_KINDS, FieldType, Kind, get_field_type, member_path
from forms.preentry.framing import PART_LENGTH
from forms.preentry.payload import MAX_TEXT, PREFIX, VALID_FOR, VERSION
from forms.preentry.schema import MEMBER_NUMBERS, SEXES, VISIT_NUMBERS, choices_of

WEB = Path(__file__).resolve().parent / "web"
RELATIONSHIPS: Mapping[str, str] = {
    "head": "世帯主",
    "wife": "妻",
    "husband": "夫",
    "child": "子",
    "father": "父",
    "mother": "母",
    "wifes_father": "妻の父",
    "wifes_mother": "妻の母",
    "husbands_father": "夫の父",
    "husbands_mother": "夫の母",
    "childs_wife": "子の妻",
    "childs_husband": "子の夫",
    "grandchild": "子の子",
    "wifes_child": "妻の子",
    "husbands_child": "夫の子",
    "elder_brother": "兄",
    "elder_sister": "姉",
    "younger_brother": "弟",
    "younger_sister": "妹",
    "lodger": "同居人",
}
"""Word in the catalogues → the relationship as written on paper, the usual ones first. Any other can be typed."""

_IMPORT = re.compile(r'^import \{ ([\w, ]+) \} from "\./([\w/.]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async function|function|class|const) (\w+))", re.MULTILINE)
_EXPORTS = re.compile(r"^export \{ ([\w, ]+) \};\n?", re.MULTILINE)
_CALLED = "preentry_page."


def build(ward: str, light: Mapping[str, str], dark: Mapping[str, str]) -> str:
    """The page as one HTML text.

    Args:
        ward: the municipality's name, shown in the head.
        light: role → ``#rrggbb``, as ``look/colours.py`` names them; the style sheet takes what it needs.
        dark: the same for those who set their device to dark.
    """
    style = _colours(light, dark) + (WEB / "page.css").read_text(encoding="utf-8")
    script = bundle("page.js")
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hash(script)}",
            f"style-src {_hash(style)}",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )
    parts = {
        "POLICY": policy,
        "STYLE": style,
        "SCRIPT": script,
        # In a script element only "<" could end it early.
        "DATA": json.dumps(data(ward), ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"),
        "NOSCRIPT": texts.text("preentry_page.noscript"),
        "TITLE": texts.text("preentry_page.title"),
    }
    page = (WEB / "page.html").read_text(encoding="utf-8")
    return re.sub(r"\{\{(\w+)\}\}", lambda match: parts[match[1]], page)


def data(ward: str) -> dict[str, object]:
    """What the scripts need to know: the format, the vocabulary, the texts."""
    return {
        "ward": ward,
        "format": page_format(),
        "eras": [{"key": f"era.{era.code}", "first": era.first.isoformat()} for era in ERAS],
        "relationships": dict(RELATIONSHIPS),
        "texts": {language: _texts(language) for language in texts.LANGUAGES},
    }


def page_format() -> dict[str, object]:
    """The payload's format and fields, for the page's encoder."""
    return {
        "version": VERSION,
        "prefix": PREFIX,
        "partLength": PART_LENGTH,
        "maxText": MAX_TEXT,
        "validSeconds": int(VALID_FOR.total_seconds()),
        "maxMembers": MAX_MEMBERS,
        "visit": [_row(number, get_field_type(name), name) for number, name in VISIT_NUMBERS.items()],
        "members": [
            _row(number, get_field_type(member_path(0, name)), name) for number, name in MEMBER_NUMBERS.items()
        ],
    }


def _row(number: int, row: FieldType, name: str) -> dict[str, object]:
    choices = SEXES if row.kind is Kind.SEX else choices_of(row)
    return {
        "number": number,
        "name": name,
        "label": f"field.{_word(row)}",
        "kind": row.kind.value,
        "maxLength": row.max_length,
        "choices": list(choices),
    }


def _word(row: FieldType) -> str:
    return row.pattern.replace("[].", "_").replace(".", "_")


def _texts(language: str) -> dict[str, str]:
    """The page's own texts without their common head, and the names that every screen gives to fields and values."""
    catalogue = texts.catalogue(language)
    rows = [get_field_type(name) for name in VISIT_NUMBERS.values()]
    rows += [get_field_type(member_path(0, name)) for name in MEMBER_NUMBERS.values()]
    labels = {f"field.{_word(row)}" for row in rows} | {f"value.kind.{kind}" for kind in MOVE_KINDS}
    heads = ("value.sex.", "value.notifier_relation.")
    own = {key.removeprefix(_CALLED): text for key, text in catalogue.items() if key.startswith(_CALLED)}
    return own | {key: text for key, text in catalogue.items() if key in labels or key.startswith(heads)}


@cache
def bundle(entry: str) -> str:
    """A module of ``web/`` and all that it imports, joined into one script.

    Each module becomes a function of its own that returns what it exports. Only the forms of import and export that
    these modules use are known; a test holds them to it.
    """
    done: dict[str, str] = {}

    def add(name: str) -> None:
        source = (WEB / name).read_text(encoding="utf-8")
        for _, needed in _IMPORT.findall(source):
            if needed not in done:
                add(needed)
        exported = _EXPORT.findall(source) + [
            each for group in _EXPORTS.findall(source) for each in re.split(r", ?", group)
        ]
        body = _IMPORT.sub(lambda match: f"const {{ {match[1]} }} = {_variable(match[2])};\n", source)
        body = _EXPORTS.sub("", _EXPORT.sub("", body))
        done[name] = f"const {_variable(name)} = (() => {{\n{body}return {{ {', '.join(exported)} }};\n}})();\n"

    add(entry)
    licence = (WEB / "uqr" / "LICENSE.txt").read_text(encoding="utf-8")
    notice = f"/* Draws the code: uqr.\n{licence}*/\n" if "uqr/index.mjs" in done else ""
    return f'"use strict";\n{notice}{"".join(done.values())}'


def _variable(name: str) -> str:
    return "module_" + re.sub(r"\W", "_", name)


def _hash(source: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}'"


def _colours(light: Mapping[str, str], dark: Mapping[str, str]) -> str:
    def rules(colours: Mapping[str, str]) -> str:
        return " ".join(f"--{role.replace('_', '-')}: {colour};" for role, colour in colours.items())

    return (
        f":root {{ {rules(light)} }}\n@media screen and (prefers-color-scheme: dark) {{ :root {{ {rules(dark)} }} }}\n"
    )
