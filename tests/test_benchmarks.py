"""The benchmark of speed runs, and its contenders do their work."""

import gzip
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


def test_the_cost_of_judging_is_told_beside_that_of_extracting(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    command = [sys.executable, "benchmarks/judgement.py", "--cost", "--pages", "2", "--corpora", str(tmp_path)]
    ended = subprocess.run(
        [*command, "--json", str(report)], cwd=ROOT, capture_output=True, text=True, timeout=100, check=False
    )
    assert report.exists(), ended.stderr
    told = json.loads(report.read_text())
    assert set(told) == {"generated"}
    assert 0 < told["generated"]["judge"] < told["generated"]["extract"]


def test_labelled_pages_are_judged_and_the_wrong_ones_listed(shared: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    command = [sys.executable, "benchmarks/judgement.py", "--set", "parked", "--json", str(report)]
    ended = subprocess.run(
        [*command, "--corpora", str(shared / "corpora")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert report.exists(), ended.stderr
    found = json.loads(report.read_text())["failures/parked"]
    assert len(found) == 3
    assert ended.stdout.count("wrong · ") == sum(one["right"] is False for one in found)


def test_where_there_are_no_labelled_pages_that_is_said(tmp_path: Path) -> None:
    command = [sys.executable, "benchmarks/judgement.py", "--corpora", str(tmp_path)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=100, check=False)
    assert ended.returncode == 2
    assert "--corpora" in ended.stdout


def test_labelled_claims_are_weighed_and_what_came_of_each_state_is_told(tmp_path: Path) -> None:
    (tmp_path / "claims").mkdir()
    text = (
        "The bridge over the Arn was opened in 1931 by the mayor of the town. It has four arches of red granite. " * 2
    )
    rows = [
        {"id": "1", "claim_text": "The bridge over the Arn was opened in 1931.", "ground_truth": "Supported"},
        {"id": "2", "claim_text": "Herds of reindeer cross frozen lakes.", "ground_truth": "Not supported"},
    ]
    lines = [json.dumps({**row, "article_title": row["id"], "source_text": text}) for row in rows]
    (tmp_path / "claims" / "dev.jsonl").write_text("\n".join(lines))
    command = [sys.executable, "benchmarks/claims.py", "--corpora", str(tmp_path), "--wrong", "--strain"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=100, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "carried: 1.00 of 1" in ended.stdout
    assert "lost:    1.00 of 1" in ended.stdout


def test_where_there_are_no_labelled_claims_that_is_said(tmp_path: Path) -> None:
    command = [sys.executable, "benchmarks/claims.py", "--corpora", str(tmp_path)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=100, check=False)
    assert ended.returncode == 2
    assert "--corpora" in ended.stdout


def test_policies_look_equally_often_and_learning_pays(tmp_path: Path) -> None:
    """A small set: half of the pages change daily for a month now and then, the others hardly ever."""
    day = 86400
    busy = [day * (40 * month + each) + 7 for month in range(10) for each in range(10)]
    rows = [
        f"h{number % 3}/p\t0\t{400 * day}\t{' '.join(map(str, changes))}"
        for number, changes in enumerate([busy, [200 * day]] * 6)
    ]
    with gzip.open(tmp_path / "text_changes.tsv.gz", "wt") as table:
        table.write("\n".join(["page\tfirst_seen\tobserved_until\tchanged_at", *rows]) + "\n")
    report = tmp_path / "report.json"
    command = [sys.executable, "benchmarks/recrawl.py", "--histories", str(tmp_path), "--sets", "recorded"]
    ended = subprocess.run(
        [*command, "--json", str(report)], cwd=ROOT, capture_output=True, text=True, timeout=100, check=False
    )
    assert report.exists(), ended.stderr
    told = {(row["policy"], row["budget"]): row for row in json.loads(report.read_text())}
    assert {policy for policy, _ in told} == {"fixed", "Nutch", "NewsDiffs", "oracle", "citewatch"}
    for budget in (0.25, 0.5, 1.0):
        assert abs(told["citewatch", budget]["looks"] / budget - 1) < 0.02
        assert told["citewatch", budget]["share"] < 0.8
        assert told["citewatch", budget]["missed"] <= told["fixed", budget]["missed"]


def test_without_recorded_histories_the_generated_ones_are_measured(tmp_path: Path) -> None:
    command = [sys.executable, "benchmarks/recrawl.py", "--histories", str(tmp_path), "--sets", "recorded"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=100, check=False)
    assert ended.returncode == 0, ended.stderr
    assert "--histories" in ended.stdout
