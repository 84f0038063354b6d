"""Replay WARC files with pywb and compare every response with what was captured, byte for byte.

pywb is GPL and pins old libraries, so it lives in an environment of its own and never among our dependencies:

    python3 -m venv /tmp/pywb && /tmp/pywb/bin/pip install pywb==2.10.0
    python benchmarks/pywb_replay.py data/warc --wayback /tmp/pywb/bin/wayback

Everything happens in a temporary folder and on 127.0.0.1. Ends with 1 when a response came back different.
"""

import argparse
import http.client
import shutil
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from archive.domain.captures import Capture, Exchange
from archive.domain.messages import read_response
from archive.store.warc import stored

COLLECTION = "citewatch"
# Headers of the connection to pywb itself, not of the archived response.
OF_THE_CONNECTION = {"connection", "transfer-encoding", "content-length", "date", "server", "keep-alive"}


def main() -> int:
    """Replay the folder's files and print what came back; 1 when anything differs."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, help="folder of closed *.warc.gz files")
    parser.add_argument("--wayback", type=Path, required=True, help="path of pywb's wayback command")
    arguments = parser.parse_args()
    with TemporaryDirectory() as home:
        fill(Path(home), arguments.folder, arguments.wayback.absolute())
        with serving(Path(home), arguments.wayback.absolute()) as port:
            counts = replay(arguments.folder, port)
    for outcome, count in sorted(counts.items()):
        print(f"{count:7d}  {outcome}")
    return 1 if any(outcome.startswith("different") for outcome in counts) else 0


def fill(home: Path, folder: Path, wayback: Path) -> None:
    """Make a pywb collection of the folder's files."""
    manager = [wayback.with_name("wb-manager")]
    subprocess.run([*manager, "init", COLLECTION], cwd=home, check=True, stdout=subprocess.DEVNULL)
    files = sorted(path.absolute() for path in folder.glob("*.warc.gz"))
    subprocess.run([*manager, "add", COLLECTION, *files], cwd=home, check=True, stdout=subprocess.DEVNULL)


@contextmanager
def serving(home: Path, wayback: Path) -> Iterator[int]:
    """A pywb server on a free port of 127.0.0.1, for as long as the block runs."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [str(wayback), "--bind", "127.0.0.1", "--port", str(port), "--directory", str(home)]
    log = (home / "pywb.log").open("wb")
    process = subprocess.Popen(command, cwd=home, stdout=log, stderr=log)
    try:
        wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(10)
        log.close()
        shutil.rmtree(home / "collections", ignore_errors=True)


def wait_for(port: int, seconds: float = 60) -> None:
    """Return once something listens on the port."""
    end = time.monotonic() + seconds
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
        else:
            return


def replay(folder: Path, port: int) -> Counter[str]:
    """Ask for every capture and count how it came back."""
    pairs = list(captured(folder))
    taken = Counter(moment(exchange) for _, exchange in pairs)
    counts: Counter[str] = Counter()
    for capture, exchange in pairs:
        reason = not_replayable(capture, exchange, taken[moment(exchange)])
        outcome = f"skipped: {reason}" if reason else compare(exchange, port)
        counts[outcome] += 1
        if outcome.startswith("different"):
            print(f"{outcome}: {exchange.url} at {capture.warc} {capture.offset}", file=sys.stderr)
    return counts


def captured(folder: Path) -> Iterator[tuple[Capture, Exchange]]:
    """Every stored response of the folder, with its exchange."""
    for visit in stored(folder):
        exchanges = visit.fetched().exchanges
        yield from ((capture, exchanges[capture.hop]) for capture in visit.captures)


def moment(exchange: Exchange) -> tuple[str, str]:
    """What pywb finds a capture by: address and second."""
    return exchange.url.partition("://")[2].lower(), f"{exchange.at:%Y%m%d%H%M%S}"


def not_replayable(capture: Capture, exchange: Exchange, same_moment: int) -> str | None:
    """Why pywb cannot show this response as such, or None."""
    if exchange.status is None:
        return "the bytes are not HTTP"
    if same_moment > 1:
        return "another capture of the address lies in the same second, and pywb tells no finer"
    if capture.status == 304:
        return "a 304 stands for the page known before, and pywb shows that page"
    if read_response(exchange.response).body != exchange.response.find(b"\r\n\r\n") + 4:
        return "interim responses or bare line ends before the body, which pywb reads otherwise"
    location = exchange.header("location") or ""
    if 300 <= exchange.status < 400 and same_to_pywb(exchange.url, location):
        return "pywb takes the redirect for one to itself and shows the next capture instead"
    return None


def same_to_pywb(url: str, location: str) -> bool:
    """Whether the two addresses have one key in pywb's index, which drops scheme, www., case and a final slash."""

    def key(address: str) -> str:
        return address.partition("://")[2].lower().removeprefix("www.").rstrip("/")

    return key(url) == key(location)


def compare(exchange: Exchange, port: int) -> str:
    """Fetch the capture unaltered (`id_`) and say how it compares."""
    status, headers, payload = fetch(f"/{COLLECTION}/{exchange.at:%Y%m%d%H%M%S}id_/{exchange.url}", port)
    if status != exchange.status:
        return f"different: status {status} instead of {exchange.status}"
    if payload != exchange.payload:
        return "different: payload"
    missing = {(name.lower(), value) for name, value in exchange.headers} - headers
    if any(name not in OF_THE_CONNECTION for name, _ in missing):
        return "identical payload and status, some headers left out by pywb"
    return "identical payload, status and headers"


def fetch(path: str, port: int) -> tuple[int, set[tuple[str, str]], bytes]:
    """Status, headers and raw body of pywb's answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.putrequest("GET", path, skip_accept_encoding=True)
        connection.putheader("Accept-Encoding", "gzip, deflate, br, zstd")
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, {(name.lower(), value) for name, value in answer.getheaders()}, answer.read()
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(main())
