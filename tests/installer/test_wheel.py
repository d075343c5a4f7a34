"""``pip install .``: the wheel holds every file that the rooms read, and gives the command ``kakanai``."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from base.texts import ROOMS

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """What the wheel holds."""
    work = tmp_path_factory.mktemp("wheel")
    # Of what git knows, so that nothing left over in the checkout is built in.
    tree = work / "tree"
    tree.mkdir()
    files = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    subprocess.run(
        ["tar", "--create", "--null", "--files-from=-", "--file", str(work / "tree.tar")],
        cwd=ROOT,
        input=files,
        check=True,
    )
    subprocess.run(["tar", "--extract", "--file", str(work / "tree.tar"), "--directory", str(tree)], check=True)
    words = ("wheel", "--no-deps", "--no-build-isolation", "--no-index", "--quiet", "--wheel-dir", str(work), str(tree))
    subprocess.run([sys.executable, "-m", "pip", *words], check=True, timeout=240)
    (wheel,) = work.glob("kakanai-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_every_file_of_the_rooms_is_in_it(names: set[str]) -> None:
    tracked = subprocess.run(["git", "ls-files", *ROOMS], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    missing = {name for name in tracked.splitlines() if not name.endswith(".md")} - names
    assert not missing


def test_tests_tools_and_samples_are_not(names: set[str]) -> None:
    assert not [name for name in names if name.split("/")[0] in ("tests", "tools", "samples", "installer", "docs")]


def test_it_gives_the_command(names: set[str]) -> None:
    assert any(name.endswith(".dist-info/entry_points.txt") for name in names)
