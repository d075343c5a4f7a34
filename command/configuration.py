"""The configuration: one TOML file, every setting declared once with its type, default and meaning.

The table below gives the validation, the documentation (``kakanai config --explain``) and the defaults. An error
names the line of the file and the nearest right word.
"""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from base.trouble import Trouble


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting.

    Attributes:
        name: ``section.key`` as in the file.
        default: its value when the file is silent; gives the type, too.
        meaning: what it does, for IT staff.
        choices: the closed set of words it takes, or empty.
        low: the least number it takes, or None.
        high: the largest number it takes, or None.
    """

    name: str
    default: str | int | float | bool
    meaning: str
    choices: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None


SETTINGS: tuple[Setting, ...] = (
    Setting("office.ward", "千代田区", "Name of the ward, on the screens."),
    Setting("office.branch", "麹町出張所", "Name of the branch office, on the screens."),
    Setting("office.mayor", "千代田区長", "Whom the notification is addressed to, on the printed form."),
    Setting("office.guide", "", "The procedures guide: id of a shipped one, or a folder. Empty: no questions."),
    Setting("store.url", "", "Where visits are kept. Empty: SQLite in the data folder."),
    Setting("store.key_file", "", "The file with the encryption keys. Empty: in the configuration folder."),
    Setting("store.data_folder", "", "Where the SQLite store and the outbox lie. Empty: /var/lib/kakanai or ~."),
    Setting("store.retention_days", 365, "Days after its last act that db purge keeps a visit.", (), 1, 3650),
    Setting("store.export_removable", False, "Allows db export onto USB sticks, sealed only."),
    Setting("devices.virtual", False, "Allows virtual devices. Only for demonstrations, training and tests."),
    Setting("devices.card_reader", "pcsc", "The card reader.", ("pcsc", "virtual", "none")),
    Setting("devices.card_reader_name", "", "Part of the reader's name, where there are several."),
    Setting("devices.scanner", "sane", "The scanner.", ("sane", "virtual", "none")),
    Setting("devices.scanner_device", "", "The scanner's SANE name. Empty: the first one."),
    Setting("devices.scanner_source", "", "The scanner's word for where the paper lies. Empty: its default."),
    Setting("devices.scanner_dpi", 300, "Resolution. Reading was measured at 300.", (), 150, 600),
    Setting("devices.camera", "opencv", "The camera that reads QR codes.", ("opencv", "virtual", "none")),
    Setting("devices.camera_index", 0, "Which camera, counted from 0.", low=0, high=63),
    Setting("devices.printer", "cups", "The printer: a CUPS queue, or a folder of PDFs.", ("cups", "folder", "none")),
    Setting("devices.printer_queue", "", "Name of the CUPS queue. Empty: the default one."),
    Setting("devices.printer_host", "", "Print service, by host name or socket. Empty: this machine's."),
    Setting("devices.printer_folder", "", "Folder for printed PDFs, where the printer is a folder."),
    Setting("devices.voice", "speaker", "The voice of the kiosk.", ("speaker", "virtual", "none")),
    Setting("kiosk.name", "1", "Name of this kiosk, in the record of each visit."),
    Setting(
        "kiosk.idle_seconds", 90, "Seconds without a touch before the kiosk asks whether anyone is there.", (), 30, 600
    ),
    Setting("kiosk.pixels_per_mm", 4.0, "Pixels of the screen a millimetre; sizes follow from it.", (), 1.0, 12.0),
    Setting("kiosk.screen_bottom_mm", 900, "From the floor to the lower edge of the picture, in mm.", (), 300, 950),
    Setting("kiosk.reach_mm", 1220, "The highest that somebody who sits can touch, in mm.", (), 800, 1400),
    Setting("kiosk.full_screen", True, "Whether the kiosk takes the whole screen."),
    Setting("counter.name", "1", "Name of this counter, on the screens."),
    Setting("counter.clerk", "", "The clerk who works here while there are no accounts. Empty: makes the first one."),
    Setting("counter.lock_minutes", 5, "Minutes without key or pointer until the password is asked again.", (), 1, 60),
    Setting("log.file", "", "File for the log. Empty: standard error."),
)

_BY_NAME = {setting.name: setting for setting in SETTINGS}
PLACES = (Path("/etc/kakanai/kakanai.toml"), Path("~/.config/kakanai/kakanai.toml"))
"""Where the file is looked for when neither ``--config`` nor ``KAKANAI_CONFIG`` names one."""


@dataclass(frozen=True)
class Configuration:
    """Every setting with its value.

    Attributes:
        values: name → value, complete.
        file: the file they came from, or None for the defaults.
    """

    values: Mapping[str, str | int | float | bool]
    file: Path | None = None

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def with_values(self, **changes: str | int | float | bool) -> Configuration:
        """The same with some settings replaced; names are written with ``__`` for the dot."""
        return Configuration({**self.values, **{k.replace("__", "."): v for k, v in changes.items()}}, self.file)

    @property
    def data_folder(self) -> Path:
        """Where this machine keeps its data; made on first use by whoever writes there."""
        if self["store.data_folder"]:
            return Path(str(self["store.data_folder"])).expanduser()
        system = Path("/var/lib/kakanai")
        return system if os.access(system, os.W_OK) else Path("~/.local/share/kakanai").expanduser()

    @property
    def store_url(self) -> str:
        return str(self["store.url"]) or f"sqlite:///{self.data_folder / 'kakanai.sqlite'}"

    @property
    def key_file(self) -> Path:
        """Never in the data folder: whoever copies the store must not have the key with it."""
        if self["store.key_file"]:
            return Path(str(self["store.key_file"])).expanduser()
        system = Path("/etc/kakanai/keys")
        return (system if os.access(system, os.R_OK) else Path("~/.config/kakanai").expanduser()) / "store.keys"


def load(file: Path | None = None) -> Configuration:
    """Reads and checks the configuration.

    Args:
        file: named on the command line; otherwise ``KAKANAI_CONFIG``, then :data:`PLACES`, then the defaults.

    Raises:
        Trouble: ``config_missing`` (`file`), ``config_broken`` (`line`), ``config_unknown`` (`line`, `name`, `near`),
            ``config_wrong`` (`line`, `name`, `expected`).
    """
    named = file or (Path(os.environ["KAKANAI_CONFIG"]) if os.environ.get("KAKANAI_CONFIG") else None)
    found = named or next((place.expanduser() for place in PLACES if place.expanduser().is_file()), None)
    defaults = {setting.name: setting.default for setting in SETTINGS}
    if found is None:
        return Configuration(defaults)
    try:
        text = found.read_text(encoding="utf-8")
    except OSError as error:
        raise Trouble("config_missing", file=str(found)) from error
    except UnicodeDecodeError as error:
        raise Trouble("config_broken", line=1) from error
    return Configuration({**defaults, **_checked(text)}, found)


def _checked(text: str) -> dict[str, str | int | float | bool]:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = next((int(word.rstrip(",)")) for word in _after(str(error), "line")), 1)
        raise Trouble("config_broken", line=line) from error
    values = {}
    for section, rows in table.items():
        if not isinstance(rows, dict):
            raise Trouble("config_unknown", line=_line(text, section), name=section, near=_near(section))
        for key, value in rows.items():
            name = f"{section}.{key}"
            values[name] = _valid(name, value, text)
    return values


def _valid(name: str, value: object, text: str) -> str | int | float | bool:
    setting = _BY_NAME.get(name)
    line = _line(text, name)
    if setting is None:
        raise Trouble("config_unknown", line=line, name=name, near=_near(name))
    if isinstance(setting.default, float) and type(value) is int:
        value = float(value)
    if type(value) is not type(setting.default):
        raise Trouble("config_wrong", line=line, name=name, expected=_TYPES[type(setting.default)])
    if setting.choices and value not in setting.choices:
        raise Trouble("config_wrong", line=line, name=name, expected=" / ".join(setting.choices))
    if setting.low is not None and not setting.low <= value <= setting.high:
        raise Trouble("config_wrong", line=line, name=name, expected=f"{setting.low} – {setting.high}")
    return value


_TYPES = {str: '"…"', int: "1", float: "1.0", bool: "true / false"}


def _near(name: str) -> str:
    close = difflib.get_close_matches(name, _BY_NAME, 1, 0.5)
    return close[0] if close else "office.ward"


def _line(text: str, name: str) -> int:
    """The line on which a section or a setting stands; 1 when it is written in some rarer way."""
    section, _, key = name.partition(".")
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.strip()
        if bare.startswith("["):
            inside = bare.strip("[] ").strip() == section
            if inside and not key:
                return number
        elif (inside and key and bare.split("=")[0].strip() == key) or bare.split("=")[0].strip() in (name, section):
            return number
    return 1


def _after(sentence: str, word: str) -> list[str]:
    words = sentence.split()
    return [words[at + 1] for at, each in enumerate(words[:-1]) if each.endswith(word)]


def explain() -> str:
    """A configuration file with every setting at its default and its meaning above it."""
    lines: list[str] = []
    section = ""
    for setting in SETTINGS:
        head, _, key = setting.name.partition(".")
        if head != section:
            lines += ["", f"[{head}]"] if lines else [f"[{head}]"]
            section = head
        choices = f" One of: {', '.join(setting.choices)}." if setting.choices else ""
        default = setting.default
        shown = (
            str(default).lower()
            if isinstance(default, bool)
            else f'"{default}"'
            if isinstance(default, str)
            else default
        )
        lines += [f"# {setting.meaning}{choices}", f"{key} = {shown}"]
    return "\n".join(lines) + "\n"
