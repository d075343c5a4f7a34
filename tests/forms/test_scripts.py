"""Which script a character is of."""

import re
import sys

import pytest

from forms import scripts
from forms.scripts import Script, is_kana, is_kanji, script_of


@pytest.mark.parametrize(
    ("chars", "script"),
    [
        ("一々龥㐂﨑\U00020bb7", Script.KANJI),
        ("ぁんゖ", Script.HIRAGANA),
        ("ァヶヺー", Script.KATAKANA),
        ("〇・゛ヽｱﾞ6６AＡ-", Script.OTHER),
    ],
)
def test_script(chars, script):
    assert {script_of(char) for char in chars} == {script}


def test_script_of_no_single_character():
    assert [script_of(text) for text in ("", "山田", "か\u3099")] == [Script.OTHER] * 3


def test_ranges_say_the_same_as_the_questions():
    kanji, kana = re.compile(f"[{scripts.KANJI}]"), re.compile(f"[{scripts.HIRAGANA}{scripts.KATAKANA}]")
    every = "".join(map(chr, [*range(0xD800), *range(0xE000, sys.maxunicode + 1, 1)]))
    some = every[:0x10000] + every[0x10000::97]
    assert set(kanji.findall(some)) == {char for char in some if is_kanji(char)}
    assert set(kana.findall(some)) == {char for char in some if is_kana(char)}
