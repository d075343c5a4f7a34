"""Every language is really spoken, by the engines that the kiosk uses."""

from __future__ import annotations

import io
import shutil
import wave
from pathlib import Path

import numpy as np
import pytest

from base.trouble import Trouble
from devices.check import Outcome
from devices.desk import DeskSettings, open_desk
from devices.selftest import passed, run_selftest
from devices.voice.engines import spoken
from devices.voice.player import Player, louder, seconds
from devices.voice.speaker import SpeakerVoice, render_in_child
from devices.voice.store import Sounds
from tests.daemons.cards import wait_for

SAID = {
    "ja": ("はい", "カードリーダーの上に置いて、終わるまでそのままにしてください。"),
    "ja-easy": ("はい", "カードを 機械の 上に おいて ください。つぎに、番号を 入れます。"),
    "en": ("Yes", "Leave it on the reader until we say that it is done."),
    "zh": ("是", "请把卡片放在读卡器上，读完之前不要移动。"),
    "ko": ("네", "끝날 때까지 카드를 카드 리더 위에 그대로 두어 주세요."),
}


def samples(sound: bytes) -> np.ndarray:
    with wave.open(io.BytesIO(sound)) as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        return np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(float)


@pytest.mark.parametrize("language", SAID)
def test_speech_is_of_plausible_length_and_not_silent(language):
    short, long = render_in_child(list(SAID[language]), language, 1.0)
    assert 0.2 < seconds(short) < 2
    assert 2 < seconds(long) < 10 and seconds(long) > 2 * seconds(short)
    loud = np.abs(samples(long))
    assert loud.max() > 5_000 and np.mean(loud > 500) > 0.2
    # Speech goes up and down; a steady tone or noise does not.
    parts = [part.std() for part in np.array_split(samples(long), 40)]
    assert max(parts) > 5 * min(parts)


def test_a_faster_voice_needs_less_time():
    for language in ("ja", "ko"):
        [slow], [fast] = (render_in_child([SAID[language][1]], language, rate) for rate in (0.75, 1.3))
        assert seconds(slow) > 1.3 * seconds(fast)


def test_chinese_is_spoken_and_not_spelled():
    """Debian's voice "cmn" says "qing three": several times as long."""
    [sound] = render_in_child(["请稍候"], "zh", 1.0)
    assert seconds(sound) < 2


def test_what_is_for_the_eye_only_is_not_spoken():
    assert spoken("Moving in（転入届）", "en").strip() == "Moving in"
    assert spoken("전입신고(転入届)", "ko").strip() == "전입신고"
    assert spoken("持って いる もの", "ja-easy") == "持っているもの"


def test_volume_scales_what_is_heard():
    [sound] = render_in_child(["Yes"], "en", 1.0)
    assert samples(louder(sound, 0.5)).std() == pytest.approx(samples(sound).std() / 2, rel=0.01)


def test_sounds_are_kept_under_names_that_tell_nothing_and_within_the_limit(tmp_path: Path):
    sounds = Sounds(tmp_path / "voice", most=2_500)
    for number in range(5):
        sounds.put(f"sentence {number}", "en", 1.0, bytes([number]) * 1_000)
    files = list((tmp_path / "voice").iterdir())
    assert 1 <= len(files) <= 2 and all("sentence" not in each.name for each in files)
    assert sounds.get("sentence 4", "en", 1.0) == bytes([4]) * 1_000
    assert sounds.get("sentence 4", "en", 1.3) is None and sounds.get("sentence 0", "en", 1.0) is None


def test_sounds_stay_in_memory_where_the_folder_takes_nothing(tmp_path: Path):
    (tmp_path / "file").write_text("")
    sounds = Sounds(tmp_path / "file" / "voice")
    sounds.put("yes", "en", 1.0, b"x")
    assert sounds.get("yes", "en", 1.0) == b"x"


class SlowPlayer(Player):
    """Plays until it is stopped, as long as a test waits."""

    def __init__(self) -> None:
        super().__init__()
        self.played: list[bytes] = []
        self.stops = 0

    def play(self, sound, wanted):
        if wanted():
            self.played.append(sound)
            wait_for(lambda: not wanted())

    def stop(self):
        self.stops += 1


def fake_render(texts, language, rate):
    from devices.voice.engines import wav

    return [wav(bytes([len(text), 0]) * 100, 8_000) for text in texts]


def test_new_words_end_the_old_ones_at_once(tmp_path: Path):
    player = SlowPlayer()
    voice = SpeakerVoice(tmp_path, fake_render, player)
    voice.say(["one", "never heard"], "en")
    wait_for(lambda: len(player.played) == 1)
    voice.say(["三"], "ja")
    wait_for(lambda: len(player.played) == 2)
    voice.stop()
    voice.close()
    assert player.stops >= 3
    assert samples(player.played[0])[0] == pytest.approx(len("one"), abs=1)
    assert samples(player.played[1])[0] == pytest.approx(len("三"), abs=1)


def test_sentences_are_rendered_ahead_and_not_twice(tmp_path: Path):
    asked: list[str] = []

    def render(texts, language, rate):
        asked.extend(texts)
        return fake_render(texts, language, rate)

    voice = SpeakerVoice(tmp_path, render, SlowPlayer())
    words = [f"sentence {number}" for number in range(8)]
    voice.prepare(words, "en")
    wait_for(lambda: len(asked) == 8)
    wait_for(lambda: all(voice.sounds.has(each, "en", 1.0) for each in words))
    voice.prepare(words, "en")
    voice.prepare(["last"], "en")
    wait_for(lambda: "last" in asked)
    voice.close()
    assert asked == [*words, "last"]


def test_without_a_sound_device_staff_are_told_and_everything_goes_on(tmp_path: Path, monkeypatch):
    """No card, or no program to play: the log and the self-test say so; nobody else hears of it."""
    monkeypatch.setattr("devices.voice.player.APLAY", "/bin/false")
    voice = SpeakerVoice(tmp_path, fake_render)
    voice.say(["yes"], "en")
    wait_for(lambda: voice.trouble is not None)
    assert voice.trouble.id == "voice_no_sound"
    voice.say(["yes"], "en")  # and may be asked again
    voice.close()
    with open_desk(DeskSettings("none", scanner="none", camera="none", printer="none")) as desk:
        checks = run_selftest(desk, ["voice"])
    assert [each.outcome for each in checks] == [Outcome.OK, Outcome.WARNING]
    assert passed(checks) and "音" in checks[1].detail


def test_without_its_engine_it_is_silent_and_says_why(tmp_path: Path):
    def broken(texts, language, rate):
        raise Trouble("voice_no_engine", engine="espeak-ng")

    voice = SpeakerVoice(tmp_path, broken, SlowPlayer())
    voice.prepare(["yes"], "en")
    wait_for(lambda: voice.trouble is not None)
    voice.close()
    assert voice.trouble.id == "voice_no_engine"


def test_the_programs_are_there():
    assert shutil.which("espeak-ng") and shutil.which("aplay")
