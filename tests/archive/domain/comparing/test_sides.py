"""Which texts of two readings are set against each other."""

from archive.domain.changes import QUIET, ChangeKind
from archive.domain.comparing import compare
from archive.domain.comparing.sides import sides_of
from tests.archive.domain.comparing.readings import PROSE, URL, link, reading

BOX = "\n".join(f"A warden of park {n} tells of the long winter in the mountains." for n in range(8))
OTHER_BOX = "\n".join(f"Workers at dam {n} climb on ropes to see to its gates." for n in range(8))


def test_main_texts_are_compared_where_they_are_alike() -> None:
    sides = sides_of(reading(page=BOX), reading(PROSE + "\nMore.", page=BOX))
    assert (sides.whole, sides.after[-1]) == (False, "More.")


def test_whole_pages_are_compared_where_the_extractor_took_another_block() -> None:
    page = f"{BOX}\n{PROSE}"
    before, after = reading(BOX, page=page), reading(PROSE, page=page)
    assert sides_of(before, after).whole
    assert compare(before, after, url=URL).kind in QUIET


def test_whole_pages_are_compared_where_the_extractors_differ() -> None:
    before, after = reading(extractor="main text 1", page=PROSE), reading(BOX, extractor="visible text 1", page=PROSE)
    assert sides_of(before, after).whole
    assert compare(before, after, url=URL).kind in QUIET


def test_a_box_above_the_headline_may_rotate() -> None:
    texts = (f"{box}\n{PROSE.splitlines()[1]}" for box in (BOX, OTHER_BOX))
    before, after = (reading(text, page=f"{text.rpartition(chr(10))[0]}\n{PROSE}") for text in texts)
    assert compare(before, after, url=URL).kind is ChangeKind.COSMETIC


def test_the_words_of_links_are_no_part_of_a_whole_page() -> None:
    news = (link("https://rivers.example/a", "Flood news", furniture=True),)
    before = reading(page=f"{PROSE}\nFlood news", links=news)
    after = reading(extractor="visible text 1", page=PROSE)
    assert "Flood news" not in sides_of(before, after).before


def test_another_article_is_no_other_block() -> None:
    frame = "\n".join(f"Frame {n}" for n in range(200))
    before, after = reading(PROSE, page=f"{frame}\n{PROSE}"), reading(BOX, title="Parks", page=f"{frame}\n{BOX}")
    assert compare(before, after, url=URL).kind is ChangeKind.REPLACED
