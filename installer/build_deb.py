"""Builds the Debian package: ``python -m installer.build_deb [--out DIR]``, from a checkout that ./kakanai has set up.

PyInstaller makes one folder with the command and both apps; ``dpkg-deb`` packs it with the systemd units, the rules
for udev and polkit, and the settings for CUPS. Nothing is downloaded.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILES = ROOT / "installer" / "files"
MAINTAINER = "Kakanai maintainers <maintainers@kakanai.invalid>"
EXTRA_DEPENDS = ("adduser",)
"""What only the maintainer scripts need."""

PLACES: dict[str, tuple[str, int]] = {
    "kakanai-kiosk.service": ("lib/systemd/system", 0o644),
    "kakanai-counter.service": ("usr/lib/systemd/user", 0o644),
    "kakanai-counter.desktop": ("usr/share/applications", 0o644),
    "70-kakanai.rules": ("lib/udev/rules.d", 0o644),
    "kakanai-polkit.rules": ("usr/share/polkit-1/rules.d", 0o644),
    "setup-printing": ("usr/lib/kakanai", 0o755),
}
"""Where each file of ``installer/files`` goes, and its mode."""


def version() -> str:
    """The version that pyproject.toml declares."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


def run_packages() -> list[str]:
    """The Debian packages of the ``[run]`` groups."""
    packages, running = [], False
    for line in (ROOT / "installer" / "debian-packages.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            running = line.startswith("[run]")
        elif running and line and not line.startswith("#"):
            packages.append(line)
    return packages


def freeze(work: Path) -> Path:
    """Runs PyInstaller and returns the folder that it made."""
    subprocess.run(
        [
            *(sys.executable, "-P", "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"),
            *("--distpath", str(work / "dist"), "--workpath", str(work / "build")),
            str(ROOT / "installer" / "kakanai.spec"),
        ],
        check=True,
        cwd=work,
    )
    return work / "dist" / "kakanai"


def stage(frozen: Path, tree: Path) -> None:
    """Lays out the package's files below `tree`."""
    shutil.copytree(frozen, tree / "usr/lib/kakanai/app", symlinks=True)
    (tree / "usr/bin").mkdir(parents=True)
    (tree / "usr/bin/kakanai").symlink_to("../lib/kakanai/app/kakanai")
    for name, (folder, mode) in PLACES.items():
        target = tree / folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(FILES / name, target)
        target.chmod(mode)
    settings = tree / "etc/kakanai/kakanai.toml"
    settings.parent.mkdir(parents=True)
    settings.write_bytes(subprocess.run([frozen / "kakanai", "config"], check=True, capture_output=True).stdout)
    documents = tree / "usr/share/doc/kakanai"
    documents.mkdir(parents=True)
    shutil.copy(ROOT / "LICENSE", documents / "copyright")
    for name in ("README.md", "CHANGELOG.md", "docs/operations.md", "docs/privacy.md"):
        if (ROOT / name).is_file():
            shutil.copy(ROOT / name, documents)


def control(tree: Path) -> None:
    """Writes the package's description and its scripts."""
    size = sum(file.stat().st_size for file in tree.rglob("*") if file.is_file() and not file.is_symlink())
    architecture = subprocess.run(["dpkg", "--print-architecture"], check=True, capture_output=True, text=True).stdout
    folder = tree / "DEBIAN"
    folder.mkdir()
    (folder / "control").write_text(
        "Package: kakanai\n"
        f"Version: {version()}\n"
        f"Architecture: {architecture.strip()}\n"
        f"Maintainer: {MAINTAINER}\n"
        f"Installed-Size: {size // 1024}\n"
        f"Depends: {', '.join([*run_packages(), *EXTRA_DEPENDS])}\n"
        "Recommends: pcsc-tools, sane-airscan\n"
        "Section: misc\n"
        "Priority: optional\n"
        "Description: smart counter for moving house in a Japanese ward\n"
        " Kiosk and front desk that read a moving-out certificate, a QR code or a card, and print the\n"
        " resident move notification filled in.\n",
        encoding="utf-8",
    )
    (folder / "conffiles").write_text("/etc/kakanai/kakanai.toml\n", encoding="utf-8")
    for name in ("postinst", "prerm", "postrm"):
        shutil.copy(FILES / name, folder)
        (folder / name).chmod(0o755)


def build(out: Path, work: Path, *, effort: int = 19) -> Path:
    """Builds the package into `out`, using `work` for what is in between. Returns the ``.deb``.

    Args:
        effort: how hard to compress, 0 (not at all) to 19, which takes a minute or more.
    """
    frozen = freeze(work)
    tree = work / "tree"
    shutil.rmtree(tree, ignore_errors=True)
    tree.mkdir()
    stage(frozen, tree)
    control(tree)
    out.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zzstd", f"-z{effort}", "--build", str(tree), str(out)], check=True
    )
    (package,) = out.glob(f"kakanai_{version()}_*.deb")
    return package


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--out", type=Path, default=ROOT / "dist", metavar="DIR")
    out = words.parse_args().out.resolve()
    work = ROOT / "build" / "deb"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    print(build(out, work))


if __name__ == "__main__":
    main()
