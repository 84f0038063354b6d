"""The units for systemd are such that systemd takes them."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

UNITS = sorted((ROOT / "docs" / "systemd").iterdir())


def test_each_way_has_its_units() -> None:
    assert [unit.name for unit in UNITS] == ["citewatch-once.service", "citewatch-once.timer", "citewatch.service"]


def test_systemd_finds_nothing_amiss(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd-analyze is not installed (Debian: apt-get install systemd)")
    for unit in UNITS:
        text = unit.read_text().replace("/opt/citewatch/bin/citewatch", sys.executable)
        (tmp_path / unit.name).write_text(text)
    checked = subprocess.run(
        [analyze, "verify", "--man=no", *(str(tmp_path / unit.name) for unit in UNITS)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    ours = [line for line in checked.stderr.splitlines() if "citewatch" in line]
    assert (checked.returncode, ours) == (0, [])


@pytest.mark.parametrize("unit", [unit for unit in UNITS if unit.suffix == ".service"], ids=lambda unit: unit.name)
def test_a_unit_calls_the_scheduler_and_lets_it_end_its_jobs_itself(unit: Path) -> None:
    lines = unit.read_text().splitlines()
    assert any(line.startswith("ExecStart=/opt/citewatch/bin/citewatch schedule") for line in lines)
    assert {"KillMode=mixed", "TimeoutStopSec=20", "NoNewPrivileges=yes", "ProtectSystem=strict"} <= set(lines)
