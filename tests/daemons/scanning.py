"""SANE's own test backend for tests: a real driver with a fault for every status."""

from __future__ import annotations

from pathlib import Path

from devices.scanner.api import ScanLimits
from devices.scanner.sane import SaneScanner

PATTERN = ("--test-picture=Color pattern",)
DPI = 50


def sane_config(folder: Path) -> Path:
    """A configuration in which only the test backend exists."""
    config = folder / "sane"
    config.mkdir(exist_ok=True)
    (config / "dll.conf").write_text("test\n", encoding="ascii")
    (config / "test.conf").write_text("number_of_devices 1\n", encoding="ascii")
    return config


def sane_scanner(folder: Path, *options: str, **settings: object) -> SaneScanner:
    """A scanner on the test backend with these options."""
    settings = {"dpi": DPI, "limits": ScanLimits(), "config_dir": sane_config(folder)} | settings
    return SaneScanner("test:0", options=options, **settings)
