"""The middlewares at work together: retries, redirects, refreshes, conditions and robots.txt."""

import gzip
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from archive.domain.visits import Validators
from tests.crawler.fetching import Cases, Outcome
from tests.site import Close, Forever, Reset, Seen, Site, Step

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"
UNAVAILABLE = b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n%b\r\n"
BOMB = gzip.compress(b"User-agent: *\nDisallow: /private\n" + b"# more\n" * 20_000_000, 1)
ROBOTS = gzip.compress(b"User-agent: *\nDisallow: /private/\n")


@dataclass
class Fetched:
    site: Site
    outcomes: dict[str, Outcome]

    def statuses(self, name: str) -> list[int | None]:
        return [exchange.status for exchange in self.outcomes[name].exchanges]

    def kind(self, name: str) -> str | None:
        failure = self.outcomes[name].failure
        return failure.kind if failure else None


@pytest.fixture(scope="module")
def fetched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fetched]:
    with Site() as site:
        cases = Cases()
        # First in line and slow to be done with: with room for two, all else must pass them by.
        for name in ("patient", "patient too"):
            site.answer(f"/{name[-3:]}", of=turning(site, UNAVAILABLE % b"Retry-After: 1\r\n", OK))
            cases.add(name, site.url(f"/{name[-3:]}"))
        site.page("/next")
        cases.add("next", site.url("/next"))
        retries(site, cases)
        redirects(site, cases)
        refreshes(site, cases)
        conditions(site, cases)
        robots(site, cases)
        for path in ("/private/page", "/public"):
            site.page(path)
            cases.add(path, site.url(path), dont_obey_robotstxt=False)
        cases.add("ignoring", site.url("/private/page"))
        cases.add("ignored", site.url("/private/page", host="ignored.example"), dont_obey_robotstxt=False)
        away = f"Location: {site.url('/private/page', host='other.example')}\r\n"
        site.page("/away", status="302 Found", headers=away)
        leaving = site.url("/away", host="ignored.example")
        cases.add("leaving", leaving, dont_obey_robotstxt=False, download_slot=None)
        outcomes = cases.fetch(
            tmp_path_factory.mktemp("manners"),
            env={"CITEWATCH_ROBOTS_IGNORE": "ignored.example"},
            RETRY_TIMES=2,
            RETRY_BACKOFF=0.05,
            REDIRECT_MAX_TIMES=4,
            CONCURRENT_REQUESTS=2,
        )
        yield Fetched(site, outcomes)


def turning(site: Site, *answers: bytes) -> Callable[[Seen], list[Step]]:
    """Answers one after the other; the last stays."""
    return lambda seen: [answers[min(len(site.seen(seen.path)), len(answers)) - 1]]


def retries(site: Site, cases: Cases) -> None:
    site.answer("/recovers", of=turning(site, UNAVAILABLE % b"", b"HTTP/1.1 502 Bad\r\nContent-Length: 0\r\n\r\n", OK))
    site.page("/stays-bad", status="500 Internal Server Error")
    site.page("/limited", status="429 Too Many Requests", headers="Retry-After: 3600\r\n")
    site.answer("/breaks", Reset())
    site.answer("/ends-early", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhi", Close())
    for name in ("recovers", "stays-bad", "limited", "breaks", "ends-early", "missing"):
        cases.add(name, site.url(f"/{name}"))


def redirects(site: Site, cases: Cases) -> None:
    targets = {
        "hop": b"/hop2?a=1#part",
        "hop2?a=1": "/café au lait".encode(),
        "loop": b"/loop2",
        "loop2": b"/loop",
        "to-file": b"file:///etc/passwd",
        "to-script": b"javascript:alert(1)",
        "to-nonsense": b"http://[::1",
        "to-port": b"http://a.example:99999/",
        "to-long": b"/" + b"x" * 40_000,
    }
    for name, target in targets.items():
        site.answer(f"/{name}", b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: %b\r\n\r\n" % target)
        if name not in ("hop2?a=1", "loop2"):
            cases.add(name, site.url(f"/{name}"))
    site.page("/caf%C3%A9%20au%20lait")
    site.page("/to-nothing", status="302 Found")
    cases.add("to-nothing", site.url("/to-nothing"))


def refreshes(site: Site, cases: Cases) -> None:
    def page(name: str, target: str, *, status: str = "200 OK") -> None:
        body = gzip.compress(f'<html><meta http-equiv="refresh" content="0; url={target}">'.encode())
        site.page(f"/{name}", body, status=status, headers="Content-Encoding: gzip\r\n")
        cases.add(name, site.url(f"/{name}"))

    page("refreshes", "/next")
    page("refreshes-itself", "/refreshes-itself")
    page("missing-refreshes", "/next", status="404 Not Found")
    page("refreshes-to-script", "javascript:1")
    page("refresh-chain", "/refreshes")


def conditions(site: Site, cases: Cases) -> None:
    site.answer("/moved", b"HTTP/1.1 301 Moved\r\nContent-Length: 0\r\nLocation: /kept\r\n\r\n")
    site.answer(
        "/kept", of=lambda seen: [b"HTTP/1.1 304 Not Modified\r\n\r\n" if b"If-None-Match" in seen.head else OK]
    )
    known = Validators(url=site.url("/kept"), etag='"a"', last_modified="Mon, 23 Nov 2026 12:00:00 GMT")
    cases.add("kept", site.url("/moved"), validators=known)
    cases.add("unknown", site.url("/moved"), validators=None)
    tags = {"foreign": '"caf\xe9"', "longest": f'"{"x" * 4094}"', "huge": f'"{"x" * 4095}"', "never-sent": '"\u2014"'}
    for name, tag in tags.items():
        site.page(f"/{name}")
        cases.add(
            name, site.url(f"/{name}"), validators=Validators(url=site.url(f"/{name}"), etag=tag, last_modified=None)
        )
    for status in (400, 412, 413, 431):
        bad = b"HTTP/1.1 %d No\r\nContent-Length: 0\r\n\r\n" % status
        site.answer(f"/not-so-{status}", of=lambda seen, bad=bad: [bad if b"If-None-Match" in seen.head else OK])
        known = Validators(url=site.url(f"/not-so-{status}"), etag='"a"', last_modified=None)
        cases.add(f"not-so-{status}", known.url, validators=known)
    site.page("/bad", status="400 Bad Request")
    cases.add("bad", site.url("/bad"), validators=Validators(url=site.url("/bad"), etag='"a"', last_modified=None))


def robots(site: Site, cases: Cases) -> None:
    rules = b"User-agent: *\nDisallow: /private\n"
    ok, found = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n", b"HTTP/1.1 404 Not Found\r\nContent-Length: %d\r\n"
    packed = gzip.compress(rules + random.Random(1).randbytes(5000))
    answers: dict[str, list[Step]] = {
        "whole": [ok % len(rules) + b"\r\n" + rules],
        "cut": [ok % 5000 + b"\r\n" + rules, Close()],
        "reset": [b"HTTP/1.1 200 OK\r\n\r\n" + rules, 0.2, Reset()],
        "packed": [ok % len(packed) + b"Content-Encoding: gzip\r\n\r\n" + packed[:3000], Close()],
        "large": [ok % 100_000_000 + b"\r\n" + rules, Forever(b"# more\n" * 1000)],
        "bomb": [ok % len(BOMB) + b"Content-Encoding: gzip\r\n\r\n" + BOMB],
        "missing": [found % len(rules) + b"\r\n" + rules],
    }
    hosts = {f"{name}.robots.example": steps for name, steps in answers.items()}
    plain = ok % len(ROBOTS) + b"Content-Encoding: gzip\r\n\r\n" + ROBOTS

    def of(seen: Seen) -> list[Step]:
        return next((steps for host, steps in hosts.items() if host.encode() in seen.head), [plain])

    site.answer("/robots.txt", of=of)
    for name in answers:
        cases.add(f"robots-{name}", site.url("/private/page", host=f"{name}.robots.example"), dont_obey_robotstxt=False)


def test_what_is_temporary_is_tried_again_and_every_try_recorded(fetched: Fetched) -> None:
    assert fetched.statuses("recovers") == [503, 502, 200]
    assert fetched.kind("recovers") is None


def test_when_tries_run_out_the_last_answer_or_failure_is_the_outcome(fetched: Fetched) -> None:
    assert fetched.statuses("stays-bad") == [500, 500, 500]
    assert fetched.kind("stays-bad") is None
    assert fetched.statuses("breaks") == [None, None, None]
    assert fetched.kind("breaks") == "reset"


@pytest.mark.parametrize("name", ["missing", "ends-early", "limited"])
def test_what_is_not_temporary_or_asks_for_too_much_patience_is_asked_once(fetched: Fetched, name: str) -> None:
    assert len(fetched.outcomes[name].exchanges) == 1


def test_retry_after_is_honoured(fetched: Fetched) -> None:
    first, second = fetched.outcomes["patient"].exchanges
    assert 1.0 <= (second.at - first.at).total_seconds() < 3
    assert second.status == 200


def test_while_one_host_waits_others_are_served(fetched: Fetched) -> None:
    waited = fetched.outcomes["patient"].exchanges[1].at
    assert fetched.outcomes["next"].last.at < waited
    assert fetched.outcomes["recovers"].exchanges[0].at < waited


def test_every_hop_is_followed_and_recorded(fetched: Fetched) -> None:
    assert fetched.statuses("hop") == [302, 302, 200]
    assert fetched.outcomes["hop"].exchanges[1].request.startswith(b"GET /hop2?a=1 HTTP/1.1")
    assert fetched.outcomes["hop"].last.request.startswith(b"GET /caf%C3%A9%20au%20lait HTTP/1.1")
    assert b"Referer" not in fetched.outcomes["hop"].last.request


def test_a_loop_ends_at_the_limit(fetched: Fetched) -> None:
    assert fetched.statuses("loop") == [302] * 5
    assert fetched.kind("loop") == "redirect-loop"


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("to-file", "file:///etc/passwd"),
        ("to-script", "javascript:alert(1)"),
        ("to-nonsense", "http://[::1"),
        ("to-port", "http://a.example:99999/"),
        ("to-long", "/xxxxx"),
    ],
)
def test_where_a_redirect_cannot_be_followed_its_target_is_named(fetched: Fetched, name: str, target: str) -> None:
    assert fetched.statuses(name) == [302]
    failure = fetched.outcomes[name].failure
    assert failure is not None
    assert failure.kind == "unsupported-url"
    assert target in failure.detail
    assert "not fetched" in failure.detail


def test_a_redirect_that_names_no_target_is_the_answer(fetched: Fetched) -> None:
    assert fetched.statuses("to-nothing") == [302]
    assert fetched.kind("to-nothing") is None


def test_a_refresh_is_followed_through_its_coding(fetched: Fetched) -> None:
    assert fetched.statuses("refreshes") == [200, 200]
    assert fetched.outcomes["refreshes"].final_url == fetched.site.url("/next")
    assert len(fetched.outcomes["refresh-chain"].exchanges) == 3


@pytest.mark.parametrize("name", ["refreshes-itself", "missing-refreshes", "refreshes-to-script"])
def test_a_refresh_that_leads_nowhere_new_is_an_answer(fetched: Fetched, name: str) -> None:
    assert len(fetched.outcomes[name].exchanges) == 1
    assert fetched.outcomes[name].body is not None
    assert fetched.outcomes[name].body.startswith(b"\x1f\x8b")


def test_validators_go_only_to_the_address_they_are_from(fetched: Fetched) -> None:
    moved, kept = fetched.outcomes["kept"].exchanges
    assert b"If-None-Match" not in moved.request
    assert b'\r\nIf-None-Match: "a"\r\n' in kept.request
    assert b"\r\nIf-Modified-Since: Mon, 23 Nov 2026 12:00:00 GMT\r\n" in kept.request
    assert fetched.statuses("kept") == [301, 304]
    assert fetched.statuses("unknown") == [301, 200]


def test_robots_txt_is_read_and_obeyed_but_not_recorded(fetched: Fetched) -> None:
    assert fetched.kind("/private/page") == "robots"
    assert fetched.outcomes["/private/page"].exchanges == ()
    assert fetched.statuses("/public") == [200]
    assert fetched.statuses("ignoring") == [200]
    assert len([seen for seen in fetched.site.seen("/robots.txt") if b"Host: 127.0.0.1" in seen.head]) == 1


@pytest.mark.parametrize("name", ["whole", "cut", "reset", "packed", "large", "bomb"])
def test_what_came_of_robots_txt_is_obeyed(fetched: Fetched, name: str) -> None:
    assert fetched.kind(f"robots-{name}") == "robots"


def test_the_body_of_a_missing_robots_txt_forbids_nothing(fetched: Fetched) -> None:
    assert fetched.statuses("robots-missing") == [200]


def test_validators_are_sent_byte_for_byte_as_they_came(fetched: Fetched) -> None:
    assert b'\r\nIf-None-Match: "caf\xe9"\r\n' in fetched.outcomes["foreign"].last.request
    assert b"If-None-Match" in fetched.outcomes["longest"].last.request


@pytest.mark.parametrize("name", ["huge", "never-sent"])
def test_a_validator_that_cannot_be_sent_back_is_left_out(fetched: Fetched, name: str) -> None:
    assert fetched.statuses(name) == [200]
    assert b"If-None-Match" not in fetched.outcomes[name].last.request


@pytest.mark.parametrize("status", [400, 412, 413, 431])
def test_a_condition_that_is_refused_is_dropped_once(fetched: Fetched, status: int) -> None:
    assert fetched.statuses(f"not-so-{status}") == [status, 200]
    assert fetched.statuses("bad") == [400, 400]


def test_robots_txt_is_not_asked_for_where_a_setting_says_so_and_only_there(fetched: Fetched) -> None:
    assert fetched.statuses("ignored") == [200]
    assert fetched.statuses("leaving") == [302]
    assert fetched.kind("leaving") == "robots"


def test_a_redirect_waits_for_the_turn_of_its_own_host(fetched: Fetched) -> None:
    assert fetched.outcomes["leaving"].slot is None
    assert fetched.outcomes["hop"].slot == "hop"
