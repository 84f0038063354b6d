"""What Scrapy may log of a visit."""

from archive.domain.visits import Understood
from crawler.logs import TerseLogs, target_of
from tests.pipelines.visits import URL, body, captured


def test_only_a_fault_of_ours_is_logged_and_never_the_bytes() -> None:
    logs, item = TerseLogs(), Understood(captured=captured(), body=body("words"))
    assert logs.crawled(None, None) is None
    assert logs.scraped(item, None) is None
    assert logs.dropped(item, ValueError(), None) is None
    said = logs.item_error(item, ValueError("x"), None)
    assert said["args"] == {"url": URL, "event": "not-recorded"}
    assert "words" not in str(said)


def test_an_items_source_is_known_at_every_stage() -> None:
    visit = captured()
    targets = {target_of(item) for item in (visit.fetched, visit, Understood(captured=visit, body=None))}
    assert targets == {visit.fetched.target}
    assert target_of("anything else") is None
