"""The way to the loudspeaker: ``aplay`` as a child process, which plays through ALSA or PipeWire alike."""

from __future__ import annotations

import io
import subprocess
import threading
import wave
from collections.abc import Callable

from base.trouble import Trouble

APLAY = "aplay"
LIST_S = 5.0
SPARE_S = 10.0
"""Seconds that playing may take beyond the sound's own length before the device counts as stuck."""


def seconds(sound: bytes) -> float:
    """How long a WAV lasts."""
    with wave.open(io.BytesIO(sound)) as file:
        return file.getnframes() / file.getframerate()


def louder(sound: bytes, volume: float) -> bytes:
    """The same WAV at another volume, 0 to 1."""
    import numpy as np

    from devices.voice.engines import wav

    with wave.open(io.BytesIO(sound)) as file:
        samples, hertz = np.frombuffer(file.readframes(file.getnframes()), "<i2"), file.getframerate()
    return wav((samples * max(0.0, min(1.0, volume))).astype("<i2").tobytes(), hertz)


class Player:
    """Plays one sound at a time."""

    def __init__(self) -> None:
        self._running: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def has_device(self) -> bool:
        """Whether there is a sound device.

        Raises:
            Trouble: ``voice_no_sound`` when the program for it is missing.
        """
        try:
            listed = subprocess.run([APLAY, "-l"], capture_output=True, timeout=LIST_S, check=False)
        except (OSError, subprocess.TimeoutExpired) as failed:
            raise Trouble("voice_no_sound") from failed
        return listed.returncode == 0 and b"card" in listed.stdout

    def play(self, sound: bytes, wanted: Callable[[], bool]) -> None:
        """Plays to the end, or until :meth:`stop`.

        Args:
            sound: a WAV.
            wanted: asked before it begins; False plays nothing.

        Raises:
            Trouble: ``voice_no_sound``.
        """
        try:
            with self._lock:
                if not wanted():
                    return
                running = self._running = subprocess.Popen(
                    [APLAY, "-q", "-"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
                )
            running.communicate(sound, timeout=seconds(sound) + SPARE_S)
        except subprocess.TimeoutExpired as stuck:
            running.kill()
            running.communicate()
            raise Trouble("voice_no_sound") from stuck
        except OSError as failed:
            raise Trouble("voice_no_sound") from failed
        if running.returncode > 0:  # below zero: stopped by us
            raise Trouble("voice_no_sound")

    def stop(self) -> None:
        """Silence, at once."""
        with self._lock:
            if self._running is not None and self._running.poll() is None:
                self._running.kill()
