"""The check of every part that reading needs."""

import subprocess
import sys

from pipelines.extract.parts import check


def test_with_everything_installed_there_is_nothing_to_say():
    assert check() == []


def test_a_missing_part_is_named():
    hide = "import sys; sys.modules['lxml_html_clean'] = sys.modules['brotli'] = None; "
    ask = "from pipelines.extract import check; print(*check(), sep='\\n')"
    run = subprocess.run([sys.executable, "-c", hide + ask], capture_output=True, text=True, check=True)
    named = [line.split(":")[0] for line in run.stdout.splitlines()]
    assert "lxml_html_clean" in named
    assert "brotli" in named
    assert "trafilatura" in named
