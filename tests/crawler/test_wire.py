"""What is recorded is what passed: held against a raw server, byte for byte."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

import pytest

from archive.domain.urls import as_cited
from tests.crawler.fetching import Cases, Outcome
from tests.site import TLS_QUALITIES, Close, Forever, Reset, Seen, Site, Step

GZIPPED = gzip.compress(b"<p>Packed.</p>" * 50)
BINARY = bytes(range(250)) * 360

WHOLE: dict[str, tuple[bytes, int, bytes]] = {
    "ordinary": (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nhi", 200, b"hi"),
    "odd-heads": (
        b"HTTP/1.1 200 All Right Then\r\nX-oDD: 1\r\nx-odd:2\r\nSet-Cookie: a\r\nSET-COOKIE:  b \r\n"
        b"X-Caf\xe9: \xc3\xa9\r\nno colon here\r\nFolded: one\r\n\ttwo\r\ncontent-length: 2\r\n\r\nhi",
        200,
        b"hi",
    ),
    "no-reason": (b"HTTP/1.1 404\r\nContent-Length: 2\r\n\r\nhi", 404, b"hi"),
    "bare-lf": (b"HTTP/1.1 200 OK\nContent-Length: 2\n\nhi", 200, b"hi"),
    "chunked": (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        b'1;ext="x"\r\nh\r\n00a\r\nello there\r\n0;last\r\nX-Trailer: t\r\n\r\n',
        200,
        b"hello there",
    ),
    "coded": (
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n%b" % (len(GZIPPED), GZIPPED),
        200,
        GZIPPED,
    ),
    "interim": (
        b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n"
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi",
        200,
        b"hi",
    ),
    "identity": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\nContent-Length: 2\r\n\r\nhi", 200, b"hi"),
    "empty": (b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", 200, b""),
    "no-content": (b"HTTP/1.1 204 No Content\r\n\r\n", 204, b""),
    "not-modified": (b'HTTP/1.1 304 Not Modified\r\nETag: "a"\r\n\r\n', 304, b""),
    "until-close": (b"HTTP/1.0 200 OK\r\n\r\nto the end", 200, b"to the end"),
    "long-header": (b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\nContent-Length: 2\r\n\r\nhi", 200, b"hi"),
    "binary": (b"HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\n" + BINARY, 200, BINARY),
}

HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n"
CHUNKS = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"

BROKEN = {
    "stalls": ([HEAD + b"abc", 30.0], "timeout", "time", b"abc"),
    "drips-head": ([b"HTTP/1.1 200 OK\r\n", Forever(b"A: b\r\n", 0.2)], "timeout", "time", b""),
    "drips-body": ([CHUNKS, Forever(b"1\r\nx\r\n", 0.9)], "timeout", "time", None),
    "ends-early": ([HEAD + b"abc", Close()], "truncated", "disconnect", b"abc"),
    "ends-in-chunk": ([CHUNKS + b"5\r\nabc", Close()], "truncated", "disconnect", b"abc"),
    "ends-in-head": ([b"HTTP/1.1 200 OK\r\nA: b\r\n", Close()], "reset", "disconnect", b""),
    "breaks": ([HEAD + b"abc", 0.2, Reset()], "reset", "disconnect", b"abc"),
    "breaks-with-its-data": ([b"HTTP/1.1 200 OK\r\nContent-", Reset()], "reset", "disconnect", b""),
    "breaks-without-length": ([b"HTTP/1.1 200 OK\r\n\r\nabc", 0.2, Reset()], "reset", "disconnect", b"abc"),
    "bad-chunk": ([CHUNKS + b"3\r\nabc\r\nzz\r\n"], "truncated", "unspecified", b"abc"),
    "tiny-chunks": ([CHUNKS, Forever(b"2\r\nxx\r\n" * 5000)], "too-large", "length", None),
    "announces-too-much": ([b"HTTP/1.1 200 OK\r\nContent-Length: 9999999\r\n\r\nabc"], "too-large", "length", b"abc"),
    "never-ends": ([b"HTTP/1.1 200 OK\r\n\r\n", Forever(b"x" * 10_000)], "too-large", "length", None),
    "framing-bomb": ([CHUNKS, Forever((b"1;" + b"e" * 900 + b"\r\nx\r\n") * 20)], "too-large", "length", None),
    "endless-head": ([b"HTTP/1.1 200 OK\r\n", Forever(b"A: b\r\n" * 1000)], "bad-response", "length", b""),
    "endless-interim": ([Forever(b"HTTP/1.1 100 Continue\r\n\r\n" * 500)], "bad-response", "length", None),
    "two-lengths": (
        [b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nhi"],
        "bad-response",
        "unspecified",
        None,
    ),
}

NO_STATUS = {
    "says-nothing": ([Close()], "reset", "disconnect"),
    "breaks-at-once": ([Reset()], "reset", "disconnect"),
    "keeps-silent": ([30.0], "timeout", "time"),
    "http-0.9": ([b"<html>no head\r\n\r\n", Close()], "bad-response", "unspecified"),
    "bad-status": ([b"HTTP/1.1 abc OK\r\n\r\n", Close()], "bad-response", "unspecified"),
    "bad-version": ([b"ICY 200 OK\r\n\r\n", Close()], "bad-response", "unspecified"),
}

UNREACHED = {
    "name-gone": ("http://nowhere.test/", "dns-gone"),
    "name-waits": ("http://later.test/", "dns-temporary"),
    "name-stalls": ("http://slow.test/", "dns-temporary"),
    "nobody-listens": ("http://127.0.0.1:1/", "refused"),
    "private": ("http://private.test/", "address-refused"),
    "metadata": ("http://metadata.test/", "address-refused"),
    "file": ("file:///etc/passwd", "unsupported-url"),
    "ftp": ("ftp://127.0.0.1/", "unsupported-url"),
    "data": ("data:text/html,://hi", "unsupported-url"),
    "not-ascii": ("http://a.example/é", "unsupported-url"),
    "bad-port": ("http://a.example:99999/", "unsupported-url"),
}

LONG = "/" + "long/" * 799 + "?end"
ODD = as_cited("/a b|c^`{}é;x//../%zz?q=[x]&&=%41?#part")


@dataclass
class Answers:
    site: Site
    outcomes: dict[str, Outcome]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answers]:
    """Everything below, fetched in one crawl."""
    with Site() as site:
        cases = Cases()
        for name, (sent, _, _) in WHOLE.items():
            site.answer(f"/{name}", sent, *([Close()] if name == "until-close" else []))
            cases.add(name, site.url(f"/{name}"))
            cases.add(f"{name} over TLS", site.tls_url("good", f"/{name}", host="a.example"))
        for name, (steps, *_) in (BROKEN | NO_STATUS).items():
            site.answer(f"/{name}", *steps)
            cases.add(name, site.url(f"/{name}"))
        for name, (url, _) in UNREACHED.items():
            cases.add(name, url)
        for quality in TLS_QUALITIES:
            cases.add(f"TLS {quality}", site.tls_url(quality, "/ordinary", host="a.example"))
        cases.add("TLS stalls", site.tls_url("stall", "/"))
        cases.add("TLS on a plain port", site.tls_url("plain", "/"))
        cases.add("TLS broken", site.tls_url("good", "/breaks", host="a.example"))
        for number in (1, 2, 3):
            cases.add(f"kept alive {number}", site.url("/ordinary", host="kept.example"), download_slot="kept")
        site.answer("/talks-on", WHOLE["ordinary"][0] + b"HTTP/1.1 200 OK\r\n\r\nnobody asked")
        for number in (1, 2):
            cases.add(f"talks on {number}", site.url("/talks-on", host="talks.example"), download_slot="talks")
        site.answer("/tires", of=lambda seen: tired(site, seen))
        for number in (1, 2):
            cases.add(f"tires {number}", site.url("/tires", host="tires.example"), download_slot="tires")
        cases.add("long", site.url(LONG))
        cases.add("odd", as_cited(site.url(ODD)))
        cases.add("named", site.url("/ordinary", host="me:secret@a.example"))
        cases.add("bare", site.url("?q", host="a.example"))
        cases.add("unrecorded", site.url("/ordinary"), exchanges=None)
        if "six" in site.ports:
            cases.add("six", f"http://six.test:{site.ports['six']}/ordinary")
        folder = tmp_path_factory.mktemp("wire")
        yield Answers(site, cases.fetch(folder, env={"SSL_CERT_FILE": str(site.ca_file)}))


def tired(site: Site, now: Seen) -> list[Step]:
    """A server that answers once a connection, and closes the kept-alive one when it is used again."""
    asked = [seen for seen in site.seen("/tires") if seen.connection == now.connection]
    return [Close()] if len(asked) > 1 else [WHOLE["ordinary"][0]]


@pytest.mark.parametrize("over", ["", " over TLS"])
@pytest.mark.parametrize("name", WHOLE)
def test_a_whole_exchange_is_kept_as_it_passed(answers: Answers, name: str, over: str) -> None:
    sent, status, payload = WHOLE[name]
    outcome = answers.outcomes[name + over]
    (exchange,) = outcome.exchanges
    listener = "good" if over else "http"
    assert exchange.request in [seen.head for seen in answers.site.seen(f"/{name}") if seen.listener == listener]
    assert exchange.response == sent
    assert (exchange.status, exchange.payload, exchange.truncated) == (status, payload, None)
    assert exchange.address == "127.0.0.1"
    assert outcome.failure is None


def test_headers_are_told_as_sent(answers: Answers) -> None:
    headers = answers.outcomes["odd-heads"].last.headers
    assert headers[:4] == (("X-oDD", "1"), ("x-odd", "2"), ("Set-Cookie", "a"), ("SET-COOKIE", "b"))
    assert answers.outcomes["odd-heads"].last.header("folded") == "one two"


def test_every_coding_is_accepted(answers: Answers) -> None:
    assert b"\r\nAccept-Encoding: gzip, deflate, br, zstd\r\n" in answers.outcomes["ordinary"].last.request


@pytest.mark.parametrize("name", BROKEN)
def test_what_came_before_an_answer_broke_is_kept(answers: Answers, name: str) -> None:
    steps, kind, truncated, payload = BROKEN[name]
    outcome = answers.outcomes[name]
    (exchange,) = outcome.exchanges
    assert outcome.failure is not None
    assert (outcome.failure.kind, exchange.truncated) == (kind, truncated)
    if name != "endless-interim":
        assert exchange.status == 200
        assert exchange.response.startswith(steps[0])
    if payload is not None:
        assert exchange.payload == payload


@pytest.mark.parametrize("name", NO_STATUS)
def test_an_answer_without_a_status_is_kept_as_bytes(answers: Answers, name: str) -> None:
    steps, kind, truncated = NO_STATUS[name]
    outcome = answers.outcomes[name]
    (exchange,) = outcome.exchanges
    assert outcome.failure is not None
    assert (outcome.failure.kind, exchange.truncated, exchange.status) == (kind, truncated, None)
    assert exchange.request == answers.site.seen(f"/{name}")[0].head
    assert exchange.response == (steps[0] if isinstance(steps[0], bytes) else b"")


@pytest.mark.parametrize("name", UNREACHED)
def test_what_was_not_reached_has_a_reason_and_no_exchange(answers: Answers, name: str) -> None:
    outcome = answers.outcomes[name]
    assert outcome.failure is not None
    assert outcome.failure.kind == UNREACHED[name][1]
    assert outcome.exchanges == ()


def test_nothing_takes_longer_than_its_time(answers: Answers) -> None:
    assert max(outcome.seconds for outcome in answers.outcomes.values()) < 6


def test_the_size_of_what_never_ends_is_bounded(answers: Answers) -> None:
    assert max(len(answers.outcomes[name].last.response) for name in BROKEN) < 1_000_000


@pytest.mark.parametrize("quality", TLS_QUALITIES)
def test_a_page_is_fetched_whatever_its_certificate_and_the_problem_noted(answers: Answers, quality: str) -> None:
    exchange = answers.outcomes[f"TLS {quality}"].last
    assert exchange.payload == b"hi"
    assert exchange.tls is not None
    assert exchange.tls.problem == {"good": None, "all-wrong": "expired"}.get(quality, quality)
    assert exchange.tls.version == "TLSv1.3"
    assert exchange.tls.cipher
    assert len(exchange.tls.sha256) == 64
    assert exchange.tls.not_before is not None
    assert exchange.tls.not_before < exchange.tls.not_after


@pytest.mark.parametrize(("name", "kind"), [("TLS stalls", "timeout"), ("TLS on a plain port", "tls-failed")])
def test_where_no_tls_session_comes_about_nothing_was_exchanged(answers: Answers, name: str, kind: str) -> None:
    outcome = answers.outcomes[name]
    assert outcome.failure is not None
    assert outcome.failure.kind == kind
    assert outcome.exchanges == ()


def test_a_connection_that_breaks_inside_tls_is_a_reset(answers: Answers) -> None:
    outcome = answers.outcomes["TLS broken"]
    assert outcome.failure is not None
    assert outcome.failure.kind == "reset"
    assert outcome.last.payload == b"abc"


def test_answers_on_one_connection_are_kept_apart(answers: Answers) -> None:
    kept = [answers.outcomes[f"kept alive {number}"].last for number in (1, 2, 3)]
    used = {seen.connection for seen in answers.site.seen("/ordinary") if b"kept.example" in seen.head}
    assert len(used) == 1
    assert [exchange.response for exchange in kept] == [WHOLE["ordinary"][0]] * 3


def test_a_host_is_asked_one_thing_at_a_time_even_without_a_delay(answers: Answers) -> None:
    kept = sorted((answers.outcomes[f"kept alive {number}"].last for number in (1, 2, 3)), key=lambda each: each.at)
    for earlier, later in pairwise(kept):
        assert earlier.at + timedelta(seconds=earlier.elapsed) <= later.at + timedelta(milliseconds=1)


def test_what_follows_an_answer_belongs_to_no_exchange(answers: Answers) -> None:
    for number in (1, 2):
        assert answers.outcomes[f"talks on {number}"].last.response == WHOLE["ordinary"][0]
    assert len({seen.connection for seen in answers.site.seen("/talks-on")}) == 2


def test_a_kept_connection_found_closed_is_replaced_and_recorded_once(answers: Answers) -> None:
    for number in (1, 2):
        (exchange,) = answers.outcomes[f"tires {number}"].exchanges
        assert exchange.request == answers.site.seen("/tires")[0].head
        assert exchange.response == WHOLE["ordinary"][0]
    assert len(answers.site.seen("/tires")) == 3


@pytest.mark.parametrize(("name", "target"), [("long", LONG), ("odd", ODD.partition("#")[0]), ("bare", "/?q")])
def test_an_address_is_asked_for_as_cited(answers: Answers, name: str, target: str) -> None:
    exchange = answers.outcomes[name].last
    assert exchange.request.split(b" ")[1] == target.encode()
    assert exchange.status == 404


def test_a_name_and_password_in_the_address_are_not_sent(answers: Answers) -> None:
    exchange = answers.outcomes["named"].last
    assert b"secret" not in exchange.request
    assert f"\r\nHost: a.example:{answers.site.ports['http']}\r\n".encode() in exchange.request


def test_a_request_without_the_key_is_fetched_and_not_recorded(answers: Answers) -> None:
    outcome = answers.outcomes["unrecorded"]
    assert outcome.body == b"hi"
    assert outcome.exchanges == ()


def test_ipv6_is_used_where_it_is_all_there_is(answers: Answers) -> None:
    if "six" not in answers.outcomes:
        pytest.skip("no IPv6 on this machine")
    assert answers.outcomes["six"].last.address == "::1"


@pytest.fixture(scope="module")
def proxied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answers]:
    """Fetched through a proxy on a loopback address, with nothing allowed."""
    with Site() as site:
        cases = Cases()
        for name, (sent, _, _) in WHOLE.items():
            site.answer(f"/{name}", sent, *([Close()] if name == "until-close" else []))
            cases.add(name, f"http://plain.example/{name}")
            cases.add(f"{name} over TLS", f"https://secure.example/{name}", download_slot="tunnel")
        cases.add("with password", "http://plain.example/ordinary?secret", proxy=site.proxy.replace("//", "//me:pw@"))
        cases.add("literal", "http://169.254.169.254/latest/meta-data/")
        cases.add("disguised", "http://public.example\\@127.0.0.1/")
        cases.add("name", "https://localhost/")
        cases.add("closed", "https://no.such.example/")
        env = {"CITEWATCH_ALLOW_NETWORKS": "", "SSL_CERT_FILE": str(site.ca_file)}
        env |= {"http_proxy": site.proxy, "https_proxy": site.proxy}
        yield Answers(site, cases.fetch(tmp_path_factory.mktemp("proxied"), env=env))


@pytest.mark.parametrize("name", WHOLE)
def test_through_a_proxy_the_bytes_are_those_that_the_proxy_saw(proxied: Answers, name: str) -> None:
    exchange = proxied.outcomes[name].last
    assert exchange.request.startswith(f"GET http://plain.example/{name} HTTP/1.1\r\n".encode())
    assert exchange.request in [seen.head for seen in proxied.site.requests if seen.listener == "proxy"]
    assert exchange.response == WHOLE[name][0]


@pytest.mark.parametrize("name", WHOLE)
def test_through_a_tunnel_the_bytes_are_those_inside_it(proxied: Answers, name: str) -> None:
    exchange = proxied.outcomes[f"{name} over TLS"].last
    assert exchange.request.startswith(f"GET /{name} HTTP/1.1\r\n".encode())
    assert b"\r\nHost: secure.example\r\n" in exchange.request
    assert exchange.request in [seen.head for seen in proxied.site.requests if seen.listener == "good"]
    assert exchange.response == WHOLE[name][0]
    assert exchange.tls is not None
    assert exchange.tls.problem is None


def test_the_password_of_the_proxy_reaches_the_proxy_and_no_evidence(proxied: Answers) -> None:
    (seen,) = proxied.site.seen("/ordinary?secret")
    recorded = proxied.outcomes["with password"].last.request
    assert b"\r\nProxy-Authorization: Basic bWU6cHc=\r\n" in seen.head
    assert recorded == seen.head.replace(b"Proxy-Authorization: Basic bWU6cHc=\r\n", b"")


@pytest.mark.parametrize("name", ["literal", "disguised", "name"])
def test_private_hosts_are_refused_before_the_proxy_hears_of_them(proxied: Answers, name: str) -> None:
    outcome = proxied.outcomes[name]
    assert outcome.failure is not None
    assert outcome.failure.kind == "address-refused"
    assert not [seen for seen in proxied.site.requests if b"127.0.0.1/" in seen.head or b"169.254" in seen.head]


def test_a_proxy_that_cannot_reach_the_host_is_a_refusal(proxied: Answers) -> None:
    outcome = proxied.outcomes["closed"]
    assert outcome.failure is not None
    assert outcome.failure.kind == "refused"
    assert "502" in outcome.failure.detail
