"""What a command loads before it begins."""

import subprocess
import sys

HEAVY = ("scrapy", "twisted", "trafilatura", "pdfminer", "lxml", "numpy", "alembic")


def test_no_command_waits_for_what_only_some_of_them_need() -> None:
    script = "import sys; import crawler.cli; print(*(name for name in sys.argv[1:] if name in sys.modules))"
    started = subprocess.run([sys.executable, "-c", script, *HEAVY], capture_output=True, text=True, check=True)
    assert started.stdout.split() == []
