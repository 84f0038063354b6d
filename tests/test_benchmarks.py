"""The benchmark of speed runs, and its contenders do their work."""

import json
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT


def test_a_small_benchmark_measures_every_contender(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    command = [sys.executable, "benchmarks/speed.py", "--pages", "20", "--passes", "1", "--cold", "--json", str(report)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=100, check=False)
    assert report.exists(), ended.stderr
    results = {result["contender"]: result for result in json.loads(report.read_text())["results"]}
    assert set(results) == {"citewatch", "bare Scrapy", "trafilatura, metadata", "trafilatura, text"}
    assert all(result["pages"] == 20 and result["cpu_own"] > 0 for result in results.values())
    assert results["citewatch"]["warc_bytes"] > 20 * 10_000
    assert results["citewatch"]["cpu_all"] > results["citewatch"]["cpu_own"]
