"""Assembles the devices of one desk from its settings: the one place that decides what is real.

A virtual device is made only where the settings say ``virtual = true`` in so many words; everything else refuses
it. Modules of virtual devices, and of the real ones that are not used here, are not even imported.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from base import events
from base.clock import Clock, SystemClock
from base.trouble import Trouble

if TYPE_CHECKING:
    from devices.bus import CardBus
    from devices.camera.api import Camera
    from devices.card.readers import CardReader
    from devices.printer.api import Printer
    from devices.scanner.api import Scanner
    from devices.voice.api import Voice

VIRTUAL = "virtual"
NONE = "none"

CHOICES = {
    "card_reader": ("pcsc", VIRTUAL, NONE),
    "scanner": ("sane", VIRTUAL, NONE),
    "camera": ("opencv", VIRTUAL, NONE),
    "printer": ("cups", "folder", VIRTUAL, NONE),
    "voice": ("speaker", VIRTUAL, NONE),
}
"""What each device may be."""


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """Which devices stand at this desk.

    Attributes:
        card_reader: ``pcsc``, ``none``, or ``virtual``: the virtual reader of a private card service, which the
            caller runs (:mod:`devices.world`).
        card_reader_name: part of the reader's name; empty takes the first that has a card.
        scanner: ``sane``, ``virtual`` or ``none``.
        scanner_device: the SANE name; empty takes the first.
        scanner_source: the scanner's word for where the paper lies; empty leaves its default.
        scanner_dpi: what the reading of certificates was measured with is 300.
        scanner_options: further options of this scanner, as ``scanimage`` takes them.
        sane_config_dir: SANE's configuration where it is not the system's.
        camera: ``opencv``, ``virtual`` or ``none``.
        camera_index: ``/dev/video0`` is 0.
        printer: ``cups``, ``folder`` (documents become files; a real choice), ``virtual`` or ``none``.
        printer_queue: name of the CUPS queue; empty takes the default one.
        printer_host: the print service, by host name or socket; empty takes the system's.
        printer_folder: for ``folder``.
        voice: ``speaker``, ``virtual`` or ``none``.
        voice_folder: where rendered sentences are kept; None keeps them in memory.
        virtual: whether virtual devices may be used at all. On a counter: never.
    """

    card_reader: str = "pcsc"
    card_reader_name: str = ""
    scanner: str = "sane"
    scanner_device: str = ""
    scanner_source: str = ""
    scanner_dpi: int = 300
    scanner_options: tuple[str, ...] = ()
    sane_config_dir: Path | None = None
    camera: str = "opencv"
    camera_index: int = 0
    printer: str = "cups"
    printer_queue: str = ""
    printer_host: str = ""
    printer_folder: Path | None = None
    voice: str = "speaker"
    voice_folder: Path | None = None
    virtual: bool = False


@dataclass(frozen=True, slots=True)
class Desk:
    """The devices of one desk; None where there is none.

    Attributes:
        cards: the card reader. Its calls run on ``bus`` only.
        bus: the thread that owns the card reader.
        is_virtual: virtual devices are allowed here: screens show a banner, prints carry a mark.
        voice: says what is on the kiosk's screens.
    """

    cards: CardReader | None
    bus: CardBus | None
    scanner: Scanner | None
    camera: Camera | None
    printer: Printer | None
    settings: DeskSettings
    is_virtual: bool
    voice: Voice | None = None

    def close(self) -> None:
        """Ends running work and lets every device go."""
        if self.scanner:
            self.scanner.cancel()
        if self.camera:
            self.camera.close()
        if self.bus:
            self.bus.close()
        if self.voice:
            self.voice.close()

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def check_settings(settings: DeskSettings) -> None:
    """Refuses unknown kinds, and virtual ones where they are not allowed.

    Raises:
        Trouble: device_setting_unknown, virtual_not_allowed, print_folder_missing.
    """
    for device, choices in CHOICES.items():
        kind = getattr(settings, device)
        if kind not in choices:
            raise Trouble("device_setting_unknown", setting=device, value=kind, choices=", ".join(choices))
        # "is not True": a configuration that hands over a word instead of a truth value allows nothing.
        if kind == VIRTUAL and settings.virtual is not True:
            raise Trouble("virtual_not_allowed", device=device)
    if settings.printer == "folder" and settings.printer_folder is None:
        raise Trouble("print_folder_missing")


def open_desk(settings: DeskSettings, clock: Clock | None = None) -> Desk:
    """Makes the devices. None of them is touched yet, so a missing one is no trouble here.

    Raises:
        Trouble: device_setting_unknown, virtual_not_allowed, print_folder_missing.
    """
    check_settings(settings)
    clock = clock or SystemClock()
    virtual = [device for device in CHOICES if getattr(settings, device) == VIRTUAL]
    if settings.virtual:
        events.log("devices.virtual_in_use", devices=",".join(virtual))
    cards, bus = _cards(settings)
    return Desk(
        cards=cards,
        bus=bus,
        scanner=_scanner(settings, clock),
        camera=_camera(settings, clock),
        printer=_printer(settings, clock),
        settings=settings,
        is_virtual=settings.virtual,
        voice=_voice(settings),
    )


def _cards(settings: DeskSettings) -> tuple[CardReader | None, CardBus | None]:
    if settings.card_reader == NONE:
        return None, None
    from devices.bus import CardBus
    from devices.card.api import CardSettings
    from devices.card.session import PcscCardReader

    # The virtual card answers through the real card service, so the reader on our side is the real one too.
    allowed = settings.card_reader == VIRTUAL
    return PcscCardReader(CardSettings(reader=settings.card_reader_name, allow_virtual=allowed)), CardBus()


def _scanner(settings: DeskSettings, clock: Clock) -> Scanner | None:
    if settings.scanner == "sane":
        from devices.scanner.sane import SaneScanner

        return SaneScanner(
            settings.scanner_device,
            source=settings.scanner_source,
            dpi=settings.scanner_dpi,
            options=settings.scanner_options,
            config_dir=settings.sane_config_dir,
            clock=clock,
        )
    if settings.scanner == VIRTUAL:
        from devices.scanner.virtual import VirtualScanner

        return VirtualScanner()
    return None


def _camera(settings: DeskSettings, clock: Clock) -> Camera | None:
    if settings.camera == "opencv":
        from devices.camera.opencv import OpenCvCamera

        return OpenCvCamera(settings.camera_index, clock=clock)
    if settings.camera == VIRTUAL:
        from devices.camera.virtual import VirtualCamera

        return VirtualCamera()
    return None


def _printer(settings: DeskSettings, clock: Clock) -> Printer | None:
    if settings.printer == "cups":
        from devices.printer.cups import CupsPrinter

        return CupsPrinter(settings.printer_queue, host=settings.printer_host, clock=clock)
    if settings.printer == "folder":
        from devices.printer.folder import FolderPrinter

        if settings.printer_folder is None:
            raise Trouble("print_folder_missing")
        return FolderPrinter(settings.printer_folder, clock)
    if settings.printer == VIRTUAL:
        from devices.printer.virtual import VirtualPrinter

        return VirtualPrinter(clock=clock)
    return None


def _voice(settings: DeskSettings) -> Voice | None:
    if settings.voice == "speaker":
        from devices.voice.speaker import SpeakerVoice

        return SpeakerVoice(settings.voice_folder)
    if settings.voice == VIRTUAL:
        from devices.voice.virtual import VirtualVoice

        return VirtualVoice()
    return None
