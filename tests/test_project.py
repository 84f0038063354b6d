"""The project's own promises: dependencies explained and pinned, one home for each command, no stray addresses."""

import re
import tomllib

import pytest

from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
README = (ROOT / "README.md").read_text("utf-8")


def names(requirements: list[str]) -> list[str]:
    return [plain(re.split(r"[\[<>=~;]", requirement)[0]) for requirement in requirements]


def plain(name: str) -> str:
    """A distribution's name as PEP 503 normalises it."""
    return re.sub(r"[-_.]+", "-", name.strip().lower())


DEPENDENCIES = PROJECT["dependencies"]
EVERY = [*DEPENDENCIES, *(one for extra in PROJECT["optional-dependencies"].values() for one in extra)]


@pytest.mark.parametrize("requirement", DEPENDENCIES)
def test_every_dependency_has_a_bound_above(requirement: str) -> None:
    assert "<" in requirement


@pytest.mark.parametrize("name", names(DEPENDENCIES))
def test_every_dependency_has_its_reason(name: str) -> None:
    rows = (ROOT / "docs" / "dependencies.md").read_text("utf-8").splitlines()
    explained = {plain(one) for row in rows if row.startswith("|") for one in row.split("|")[1].split(",")}
    assert name in explained


@pytest.mark.parametrize("name", names(EVERY))
def test_every_dependency_is_pinned_to_the_version_that_was_tested(name: str) -> None:
    pinned = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    assert any(line.startswith(f"{name}==") for line in pinned)


def test_constraints_hold_names_and_versions_only() -> None:
    assert "://" not in (ROOT / "constraints.txt").read_text("utf-8")


def test_both_commands_of_the_readme_use_the_constraints() -> None:
    commands = re.findall(r"```sh\n(python3 .*)\n```", README)
    assert len(commands) == 2
    assert all("-c constraints.txt" in command for command in commands)


def test_every_page_that_the_readme_names_is_there() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_verdict_that_the_readme_shows_exists() -> None:
    from archive.domain.verdicts import Verdict

    shown = set(re.findall(r"INFO ([a-z-]+) http", README))
    assert shown
    assert shown <= {verdict.value for verdict in Verdict}
