"""Text to sound. Runs inside a child process only: an engine that hangs or crashes stops no window.

Japanese: pyopenjtalk-plus (Open JTalk with its dictionary and the voice "mei" in the wheel). English, Chinese and
Korean: espeak-ng, one small program for all three that needs no network and no model. It sounds like a machine and is
understood; the neural voices that sound better come as downloads, which a counter's network does not allow.
"""

from __future__ import annotations

import io
import json
import re
import subprocess
import wave
from base64 import b64encode

from base.trouble import Trouble

ESPEAK = "espeak-ng"
ESPEAK_VOICES = {"en": "en-us", "zh": "cmn-latn-pinyin", "ko": "ko"}
"""Debian's 1.51 reads Chinese with the voice "cmn" as English letters and tones as numbers (espeak-ng issues 1028,
1044); with the pinyin voice, which has the same dictionary, it speaks Chinese."""
WORDS_A_MINUTE = {"en": 150, "zh": 160, "ko": 150}
"""Calmer than the program's own 175."""
ESPEAK_S = 20.0
JAPANESE = frozenset({"ja", "ja-easy"})
JAPANESE_PACE = 0.95
HALF = 2
"""Open JTalk's 48 kHz carry nothing above 12 kHz that a loudspeaker in a hall would bring: every second sample is
kept."""
SPOKEN = {"ja": {"＊": ""}, "ja-easy": {" ": "", "＊": ""}, "zh": {"QR": "二维", "IC": "", "OK": "好"}}
"""What is said instead. Spaces between the words of plain Japanese would be pauses; Latin letters in Chinese would be
read as pinyin."""


_OFFICIAL = re.compile("[（(][^）)]*[\u4e00-\u9fff][^）)]*[）)]|[\u3040-\u30ff\u4e00-\u9fff]+")


def spoken(text: str, language: str) -> str:
    """A text as its engine should get it."""
    if language in ("en", "ko"):
        text = _OFFICIAL.sub(" ", text)  # the official Japanese term beside ours: to be read, not heard
    for written, said in SPOKEN.get(language, {}).items():
        text = text.replace(written, said)
    return text.replace("\n", " ")


def render(text: str, language: str, rate: float) -> bytes:
    """One sentence as WAV, mono, 16 bits.

    Raises:
        Trouble: ``voice_no_engine``.
    """
    said = spoken(text, language)
    if not re.search(r"\w", said):
        return wav(b"", 24_000)
    return _japanese(said, rate) if language in JAPANESE else _espeak(said, language, rate)


def wav(samples: bytes, hertz: int) -> bytes:
    """Samples of 16 bits as a file."""
    held = io.BytesIO()
    with wave.open(held, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(hertz)
        file.writeframes(samples)
    return held.getvalue()


def _japanese(text: str, rate: float) -> bytes:
    import numpy as np

    try:
        import pyopenjtalk
    except ImportError as missing:
        raise Trouble("voice_no_engine", engine="pyopenjtalk-plus") from missing
    # Without Sudachi: its dictionary has 193 MB and only chooses between readings of a few single kanji.
    sound, hertz = pyopenjtalk.tts(text, speed=rate * JAPANESE_PACE, use_sudachi_kanji_yomi=False)
    even = sound[: len(sound) // HALF * HALF].reshape(-1, HALF).mean(axis=1)
    return wav(np.clip(even, -32_768, 32_767).astype("<i2").tobytes(), hertz // HALF)


def _espeak(text: str, language: str, rate: float) -> bytes:
    words = str(round(WORDS_A_MINUTE[language] * rate))
    try:
        done = subprocess.run(
            [ESPEAK, "-v", ESPEAK_VOICES[language], "-s", words, "-b", "1", "--stdin", "--stdout"],
            input=text.encode(),
            capture_output=True,
            timeout=ESPEAK_S,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as failed:
        raise Trouble("voice_no_engine", engine=ESPEAK) from failed
    with wave.open(io.BytesIO(done.stdout)) as file:
        # A stream's head does not know its length; the frames do.
        return wav(file.readframes(1 << 28), file.getframerate())


def serve(data: bytes) -> bytes:
    """The child's work: several sentences, as JSON with their sounds in base 64."""
    wanted = json.loads(data)
    sounds = [render(text, wanted["language"], wanted["rate"]) for text in wanted["texts"]]
    return json.dumps([b64encode(each).decode() for each in sounds]).encode()
