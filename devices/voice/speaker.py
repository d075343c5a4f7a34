"""The real voice: renders in a child process, plays through another, and keeps everything away from the window."""

from __future__ import annotations

import json
import threading
from base64 import b64decode
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from base import child, events
from base.trouble import Trouble
from devices.voice.player import Player, louder
from devices.voice.store import Sounds

ENGINES = "devices.voice.engines"
RENDER_S = 30.0
RENDER_BYTES = 2_000_000_000
"""Of address space, most of it the dictionary that is mapped and never all read."""
AT_ONCE = 6
"""Sentences rendered ahead in one child: whoever speaks up meanwhile waits at most two seconds."""


def render_in_child(texts: list[str], language: str, rate: float) -> list[bytes]:
    """Sentences as WAV.

    Raises:
        Trouble: ``voice_no_engine``.
    """
    asked = json.dumps({"texts": texts, "language": language, "rate": rate}).encode()
    try:
        answer = child.run(ENGINES, asked, seconds=RENDER_S, memory=RENDER_BYTES)
    except child.ChildFailed as failed:
        raise Trouble("voice_no_engine", engine=language) from failed
    return [b64decode(each) for each in json.loads(answer)]


@dataclass(frozen=True)
class _Utterance:
    turn: int
    sentences: tuple[str, ...]
    language: str
    rate: float
    volume: float


class SpeakerVoice:
    """See :class:`devices.voice.api.Voice`.

    Args:
        folder: for sounds that are kept; None keeps them in memory.
        render: as :func:`render_in_child`.
        player: plays.
    """

    def __init__(
        self,
        folder: Path | None = None,
        render: Callable[[list[str], str, float], list[bytes]] = render_in_child,
        player: Player | None = None,
    ) -> None:
        self.trouble: Trouble | None = None
        self.sounds, self.player, self._render = Sounds(folder), player or Player(), render
        self._lock = threading.Condition()
        self._turn = 0
        self._next: _Utterance | None = None
        self._ahead: list[tuple[str, str]] = []
        self._closed = False
        self._thread: threading.Thread | None = None

    def say(self, sentences: Iterable[str], language: str, *, rate: float = 1.0, volume: float = 1.0) -> None:
        with self._lock:
            self._turn += 1
            self._next = _Utterance(self._turn, tuple(sentences), language, rate, volume)
            self._wake()
        self.player.stop()

    def prepare(self, sentences: Iterable[str], language: str) -> None:
        with self._lock:
            self._ahead += [(each, language) for each in sentences]
            self._wake()

    def stop(self) -> None:
        with self._lock:
            self._turn += 1
            self._next = None
        self.player.stop()

    def close(self) -> None:
        with self._lock:
            self._closed = True
            self._ahead.clear()
            self._lock.notify()
        self.stop()

    def _wake(self) -> None:
        if self._thread is None and not self._closed:
            # A daemon: a sound device that hangs must not keep the program from ending.
            self._thread = threading.Thread(target=self._work, name="voice", daemon=True)
            self._thread.start()
        self._lock.notify()

    def _work(self) -> None:
        while True:
            with self._lock:
                self._lock.wait_for(lambda: self._closed or self._next or self._ahead)
                if self._closed:
                    return
                utterance, self._next = self._next, None
                ahead = [] if utterance else self._take_ahead()
            try:
                if utterance:
                    self._speak(utterance)
                elif ahead:
                    self._keep([text for text, _language in ahead], ahead[0][1], 1.0)
            except Trouble as trouble:
                self._troubled(trouble)

    def _take_ahead(self) -> list[tuple[str, str]]:
        """The next few sentences of one language that are not there yet."""
        taken: list[tuple[str, str]] = []
        while self._ahead and len(taken) < AT_ONCE:
            text, language = self._ahead[0]
            if taken and language != taken[0][1]:
                break
            self._ahead.pop(0)
            if not self.sounds.has(text, language, 1.0):
                taken.append((text, language))
        return taken

    def _speak(self, utterance: _Utterance) -> None:
        def wanted() -> bool:
            return utterance.turn == self._turn and not self._closed

        how = (utterance.language, utterance.rate)
        sounds = {text: self.sounds.get(text, *how) for text in utterance.sentences}
        # All that are missing in one child: starting the engine takes longer than a sentence.
        missing = [text for text, sound in sounds.items() if sound is None]
        if missing:
            sounds |= dict(zip(missing, self._keep(missing, *how), strict=True))
        for text in utterance.sentences:
            if not wanted():
                return
            self.player.play(louder(sounds[text], utterance.volume), wanted)
            if wanted():
                self.trouble = None

    def _keep(self, texts: list[str], language: str, rate: float) -> list[bytes]:
        made = self._render(texts, language, rate)
        for text, sound in zip(texts, made, strict=True):
            self.sounds.put(text, language, rate, sound)
        return made

    def _troubled(self, trouble: Trouble) -> None:
        with self._lock:
            self._ahead.clear()  # what fails once fails for all
        if self.trouble is None or self.trouble.id != trouble.id:
            events.log("devices.voice_trouble", trouble=trouble.id)
        self.trouble = trouble
