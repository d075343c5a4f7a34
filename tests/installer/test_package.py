"""The Debian package: built, installed, started and removed, in a throw-away copy of this machine."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from installer import build_deb
from tests.installer import overlay

pytestmark = [
    pytest.mark.daemon,
    pytest.mark.skipif(os.geteuid() != 0, reason="installing into a copy of the machine takes root"),
    pytest.mark.timeout(600),
]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    work = tmp_path_factory.mktemp("deb")
    return build_deb.build(work / "out", work, effort=1)


def listing(package: Path) -> list[str]:
    done = subprocess.run(["dpkg-deb", "--contents", str(package)], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_units_rules_and_settings_are_where_the_system_looks_for_them(package: Path) -> None:
    contents = "\n".join(listing(package))
    for name, (folder, _) in build_deb.PLACES.items():
        assert f" ./{folder}/{name}" in contents
    assert " ./etc/kakanai/kakanai.toml" in contents


def test_nothing_of_tests_or_samples_is_in_it(package: Path) -> None:
    for line in listing(package):
        assert not re.search(r"/(tests|samples|household\.json)(/|$)", line), line
        assert "opencv_python/" not in line


def test_it_declares_what_it_needs(package: Path) -> None:
    done = subprocess.run(["dpkg-deb", "--field", str(package), "Depends"], capture_output=True, text=True, check=True)
    depends = done.stdout.strip().split(", ")
    for needed in ("pcscd", "cage", "tesseract-ocr-jpn", "fonts-ipamj-mincho", "cups-daemon", "sane-utils"):
        assert needed in depends
    assert "vsmartcard-vpcd" not in depends  # virtual readers have no place in an office


def test_the_units_are_right(package: Path, tmp_path: Path) -> None:
    subprocess.run(["dpkg-deb", "--extract", str(package), str(tmp_path)], check=True)
    unit = (tmp_path / "lib/systemd/system/kakanai-kiosk.service").read_text(encoding="utf-8")
    assert "User=kakanai" in unit
    assert "ExecStart=/usr/bin/cage -- /usr/bin/kakanai kiosk" in unit
    # The kiosk is the compositor's child: without NotifyAccess its signs of life would not count.
    assert {"Type=notify", "NotifyAccess=all", "WatchdogSec=15"} <= set(unit.splitlines())
    settings = (tmp_path / "etc/kakanai/kakanai.toml").read_text(encoding="utf-8")
    assert "virtual = false" in settings


def test_it_installs_starts_and_is_removed_cleanly(package: Path) -> None:
    told = overlay.run(
        """
        inside dpkg --install /root/kakanai.deb >/dev/null
        inside kakanai forms list
        inside kakanai config --check
        inside stat --format '%n %U %a' /var/lib/kakanai /etc/kakanai/keys
        inside runuser -u kakanai -- kakanai db init
        inside runuser -u kakanai -- kakanai db check
        inside stat --format '%n %U %a' /etc/kakanai/keys/store.keys /var/lib/kakanai/kakanai.sqlite
        inside sed -i 's#^file = ""#file = "/var/log/kakanai/kakanai.log"#' /etc/kakanai/kakanai.toml
        inside install -d -o kakanai -m 0700 /run/screen
        # As the unit does it, on a screen that cage makes up.
        inside runuser -u kakanai -- env XDG_RUNTIME_DIR=/run/screen WLR_BACKENDS=headless WLR_RENDERER=pixman \\
            WLR_LIBINPUT_NO_DEVICES=1 timeout 20 cage -- kakanai kiosk >/dev/null 2>&1 || echo ended with $?
        inside grep kiosk.started /var/log/kakanai/kakanai.log
        inside rm /var/log/kakanai/kakanai.log
        inside dpkg --remove kakanai >/dev/null
        echo kept: $(inside ls /var/lib/kakanai /etc/kakanai/keys)
        inside dpkg --purge kakanai 2>&1 | grep 'are left in'
        echo left: $(find "$CHANGES/usr" "$CHANGES/lib" "$CHANGES/opt" ! -type d ! -name '*.cache' 2>/dev/null)
        """,
        bring={"kakanai.deb": package},
    )
    assert "move_notification" in told
    assert "/var/lib/kakanai kakanai 700" in told
    assert "/etc/kakanai/keys/store.keys kakanai 600" in told
    assert "ended with 124" in told  # it ran until the time was up
    assert "kiosk.started" in told
    (kept,) = re.findall(r"^kept: (.*)$", told, re.MULTILINE)
    assert {"kakanai.sqlite", "store.keys"} <= set(kept.split())
    assert re.search(r"^left:$", told, re.MULTILINE)


def test_removing_an_unused_installation_leaves_nothing(package: Path) -> None:
    told = overlay.run(
        """
        inside dpkg --install /root/kakanai.deb >/dev/null
        inside dpkg --purge kakanai >/dev/null 2>&1
        inside getent passwd kakanai || echo no user
        echo left: $(find "$CHANGES/etc/kakanai" "$CHANGES/var/lib/kakanai" "$CHANGES/usr" "$CHANGES/lib" \\
            ! -type d ! -name '*.cache' 2>/dev/null)
        """,
        bring={"kakanai.deb": package},
    )
    assert "no user" in told
    assert re.search(r"^left:$", told, re.MULTILINE)
