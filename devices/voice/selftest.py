"""Whether the voice speaks, and whether anybody can hear it. A kiosk without sound works all the same."""

from __future__ import annotations

from base.texts import LANGUAGES, text
from base.trouble import Trouble
from devices.check import Check, Outcome, found, troubled
from devices.voice.api import Voice
from devices.voice.player import seconds
from devices.voice.speaker import SpeakerVoice, render_in_child

LEAST_S = 0.3
"""Seconds that the word for "ready" lasts at the least, in any language."""


def check_voice(voice: Voice, language: str) -> list[Check]:
    """Renders a word in every language, and looks for a sound device."""
    if not isinstance(voice, SpeakerVoice):
        return [found("voice", "state", Outcome.OK, "ready", language)]
    return [_speech(language), _sound(voice, language)]


def _speech(language: str) -> Check:
    shortest = 60.0
    try:
        for each in LANGUAGES:
            [sound] = render_in_child([text("selftest.detail.ready", each)], each, 1.0)
            shortest = min(shortest, seconds(sound))
    except Trouble as trouble:
        return troubled("voice", "speech", trouble, language, Outcome.WARNING)
    if shortest < LEAST_S:
        return troubled("voice", "speech", Trouble("voice_no_engine", engine="-"), language, Outcome.WARNING)
    return found("voice", "speech", Outcome.OK, "speaks", language, count=len(LANGUAGES))


def _sound(voice: SpeakerVoice, language: str) -> Check:
    try:
        if voice.player.has_device():
            return found("voice", "sound", Outcome.OK, "ready", language)
    except Trouble:
        pass  # without the program there is no sound either
    return troubled("voice", "sound", Trouble("voice_no_sound"), language, Outcome.WARNING)
