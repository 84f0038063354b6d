"""Messages say everything in both forms, and what strangers wrote stays words."""

from zoneinfo import ZoneInfo

from archive.alerts.rendering import rendered
from tests.archive.alerts.messages import KEY, hostile, message

BERLIN = ZoneInfo("Europe/Berlin")


def test_the_text_says_what_changed_whom_it_touches_and_where_to_look() -> None:
    assert rendered(message(), zone=BERLIN).text == (
        "a.md: The figure changed.\n"
        "\n"
        "1. The figure changed.\n"
        "   claim: It rose by 24 %.\n"
        "   in a.md (verbatim → figure-changed)\n"
        "   page: https://example.org/report\n"
        "   called: Solar output\n"
        "   what changed: https://watch.example/diff\n"
        "   what changed: citewatch diff https://example.org/report 1 2\n"
        "   archived copy: https://archive.example/1\n"
        "   seen 2026-11-23 13:00 Europe/Berlin, loudness 0.90\n"
        "\n"
        "document: a.md\n"
        f"message: {KEY}\n"
    )


def test_what_is_not_known_is_left_out() -> None:
    bare = message(
        title=None, claims=(), page=None, copy=None, command=None, was="alive", became="dead", kind="standing"
    )
    text = rendered(bare, zone=BERLIN).text
    assert "   standing: alive → dead\n" in text
    assert "copy" not in text
    assert "what changed" not in text


def test_hostile_words_stay_words() -> None:
    form = rendered(hostile(), zone=BERLIN)
    assert "<script" not in form.html
    assert "&lt;script&gt;" in form.html
    assert "javascript:" not in form.html.replace("<bdi>javascript:", "")
    for text in (form.text, form.html):
        assert not set(text) & {"\x1b", "\u202e", "\r"}
        assert "\nBcc:" not in text
    assert form.html.count("<html") == 1


def test_a_link_shows_where_it_leads_whatever_the_page_calls_itself() -> None:
    html = rendered(message(title="https://bank.example/"), zone=BERLIN).html
    assert '<a href="https://example.org/report" rel="noopener noreferrer nofollow"><bdi>https://example.org/' in html
    assert 'href="https://bank.example/"' not in html
