"""From the configuration to the devices' own settings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from command.configuration import Configuration
from devices.desk import DeskSettings


def desk_settings(settings: Configuration, only: str | None = None) -> DeskSettings:
    """The desk that the configuration describes.

    Args:
        settings: the configuration.
        only: the one device wanted (``card_reader``, ``scanner``, ``camera``, ``printer``); the others are left out.
    """
    folder = str(settings["devices.printer_folder"])
    desk = DeskSettings(
        virtual=settings["devices.virtual"],
        card_reader=settings["devices.card_reader"],
        card_reader_name=settings["devices.card_reader_name"],
        scanner=settings["devices.scanner"],
        scanner_device=settings["devices.scanner_device"],
        scanner_source=settings["devices.scanner_source"],
        scanner_dpi=settings["devices.scanner_dpi"],
        camera=settings["devices.camera"],
        camera_index=settings["devices.camera_index"],
        printer=settings["devices.printer"],
        printer_queue=settings["devices.printer_queue"],
        printer_host=settings["devices.printer_host"],
        printer_folder=Path(folder).expanduser() if folder else None,
        voice=settings["devices.voice"],
        voice_folder=Path(settings.data_folder) / "voice",
    )
    kinds = ("card_reader", "scanner", "camera", "printer", "voice")
    return replace(desk, **{kind: "none" for kind in kinds if only and kind != only})
