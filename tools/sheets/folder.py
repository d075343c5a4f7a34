"""How the certificates of a folder are read: ``python -m tools.sheets.folder FOLDER [--keep OUT] [--before EARLIER]``.

For sheets that were drawn or scanned elsewhere and whose values somebody has typed in. Each certificate is a file
``ANY.json``: ``files`` (the names of its pictures beside it, in the order of the pages) and ``truth`` (value as data by
path); ``layout``, ``condition`` and ``copy`` (the word 複写 has come out) may be told, too. The strangers' sheets
(``tools/strangers``) are such a folder.

What is printed and what ``--keep`` writes names fields and says how they were read, and never holds a value: the sheets
may be somebody's. ``--before`` shows what has changed since an earlier ``--keep``, the dangerous first.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path

from base.trouble import Trouble
from forms.reading import ReadField, Reading


class Verdict(StrEnum):
    """How one value was read; from the best to the worst."""

    SURE = "right and sure"
    DOUBTED = "right, in doubt"
    MISSING = "missing"
    WRONG = "wrong, in doubt"
    DANGEROUS = "wrong though sure"


Verdicts = Mapping[str, Mapping[str, Verdict]]
"""Certificate → path → how it was read."""
Read = Callable[[list[Path]], Reading]
"""From the pictures of a certificate to what stands there; raises Trouble where it is refused."""


def judge(truth: Mapping[str, str], reading: Iterable[ReadField]) -> dict[str, Verdict]:
    """How each value was read that stands on a certificate, or that was read and does not stand there.

    Args:
        truth: value as data by path; what is empty does not stand there.
    """
    told = {path: value for path, value in truth.items() if value}
    verdicts = dict.fromkeys(told, Verdict.MISSING)
    for field in reading:
        if field.value == told.get(field.path):
            verdicts[field.path] = Verdict.SURE if field.sure else Verdict.DOUBTED
        else:
            verdicts[field.path] = Verdict.DANGEROUS if field.sure else Verdict.WRONG
    return verdicts


def read_folder(folder: Path, read: Read, say: Callable[[str], None]) -> dict[str, dict[str, Verdict]]:
    """How the certificates of a folder are read, one after the other.

    Args:
        say: is told a line about each as soon as it is read.
    """
    found: dict[str, dict[str, Verdict]] = {}
    for file in sorted(folder.glob("*.json"), key=_in_turn):
        sheet = json.loads(file.read_text(encoding="utf-8"))
        remarks = []
        try:
            reading = read([folder / name for name in sheet["files"]])
            verdicts = judge(sheet["truth"], reading)
            if "copy" in sheet and sheet["copy"] != ("photocopy" in reading.warnings):
                remarks.append("copy not told" if sheet["copy"] else "taken for a copy")
        except Trouble as trouble:
            verdicts = judge(sheet["truth"], ())
            remarks.append(f"refused: {trouble.id}")
        found[file.stem] = verdicts
        kind = " ".join(str(sheet[key]) for key in ("layout", "condition") if key in sheet)
        say(f"{file.stem} {kind}: {'; '.join([summary({file.stem: verdicts}), *remarks])}")
        for path, verdict in sorted(verdicts.items()):
            if verdict is not Verdict.SURE:
                say(f"    {path}: {verdict}")
    return found


def summary(found: Verdicts) -> str:
    """The figures of all values together; one that was read where none stands counts as a wrong one."""
    counts = Counter(verdict for verdicts in found.values() for verdict in verdicts.values())
    right = counts[Verdict.SURE] + counts[Verdict.DOUBTED]
    of = right + counts[Verdict.MISSING] + counts[Verdict.WRONG] + counts[Verdict.DANGEROUS]
    return (
        f"{of} values, {right / max(1, of):.1%} right, {counts[Verdict.SURE] / max(1, of):.1%} right and sure, "
        f"{counts[Verdict.DANGEROUS]} wrong though sure"
    )


def changes(before: Verdicts, now: Verdicts) -> Iterator[str]:
    """What is read otherwise than before, of the certificates that were read both times; what got worst comes first."""
    found = []
    for name in before.keys() & now.keys():
        for path in before[name].keys() | now[name].keys():
            old, new = before[name].get(path), now[name].get(path)
            if old != new:
                found.append((-_rank(new), name, path, f"{name} {path}: {old or 'not there'} → {new or 'not there'}"))
    return (line for *_, line in sorted(found))


def _rank(verdict: Verdict | None) -> int:
    return -1 if verdict is None else list(Verdict).index(verdict)


def _in_turn(file: Path) -> tuple[int, str]:
    return (int(file.stem) if file.stem.isdecimal() else sys.maxsize), file.stem


def _reader() -> Read:
    from forms.certificate.pixels.pictures import load_pictures
    from forms.certificate.reader import CertificateReader

    reader = CertificateReader()
    return lambda files: reader.read([page for file in files for page in load_pictures(file)]).reading


def main(arguments: list[str]) -> int:
    """Reads a folder, and says how; 1 where a value is wrong though sure."""
    parser = argparse.ArgumentParser(prog="python -m tools.sheets.folder")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--keep", type=Path, help="write how each field was read, without its value")
    parser.add_argument("--before", type=Path, help="what --keep wrote earlier")
    options = parser.parse_args(arguments)
    found = read_folder(options.folder, _reader(), lambda line: print(line, flush=True))
    print(summary(found))
    if options.keep:
        options.keep.write_text(json.dumps(found, indent=1), encoding="utf-8")
    if options.before:
        before = json.loads(options.before.read_text(encoding="utf-8"))
        earlier = {name: {path: Verdict(word) for path, word in paths.items()} for name, paths in before.items()}
        for line in changes(earlier, found):
            print(line)
    return int(any(Verdict.DANGEROUS in verdicts.values() for verdicts in found.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
