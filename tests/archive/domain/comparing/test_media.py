"""Which images differ, and which of them matter."""

import pytest

from archive.domain.changes import Change, ChangeKind
from archive.domain.comparing import compare
from archive.domain.readings import Image
from tests.archive.domain.comparing.readings import PROSE, URL, image, reading

CAPTION = "The flooded market square"
PHOTO = image("https://rivers.example/img/flood-1200x800.jpg?itok=1", CAPTION)


def became(before: Image | None, after: Image | None) -> Change:
    sides = (reading(images=(each,) if each else ()) for each in (before, after))
    return compare(*sides, url=URL)


@pytest.mark.parametrize(
    "other",
    [
        image("https://cdn.example/img/flood-600x400.jpg", CAPTION),
        image("https://rivers.example/img/another-name.jpg", CAPTION),
    ],
)
def test_another_size_server_or_name_under_one_caption_is_the_same_image(other: Image) -> None:
    assert became(PHOTO, other).kind is ChangeKind.COSMETIC


@pytest.mark.parametrize("name", ["pixel.png", "icons/mail.png", "logo.png", "flag.svg", "spacer.gif"])
def test_trifles_are_cosmetic(name: str) -> None:
    assert became(image(f"https://rivers.example/{name}"), None).kind is ChangeKind.COSMETIC


def test_an_image_of_the_frame_matters_where_its_caption_stands_in_the_text() -> None:
    framed = image("https://rivers.example/flood.jpg", CAPTION, furniture=True)
    assert became(framed, None).kind is ChangeKind.COSMETIC
    before, after = reading(f"{PROSE}\n{CAPTION}", images=(framed,)), reading()
    assert compare(before, after, url=URL).images_removed == (framed,)


def test_another_caption_under_the_same_image_is_told() -> None:
    change = became(PHOTO, image(PHOTO.url, "The market square, which was never flooded"))
    assert change.kind is ChangeKind.MEDIA_ONLY
    assert "caption changed" in change.summary


def test_the_digest_of_a_build_in_its_name_makes_no_other_image() -> None:
    names = ("flood.1f3a9c7be1.jpg", "flood.77c1aa90be.jpg")
    assert became(*(image(f"https://rivers.example/img/{name}") for name in names)).kind is ChangeKind.COSMETIC


def test_another_format_of_one_image_is_the_same_image() -> None:
    old, new = (image(f"https://rivers.example/{name}") for name in ("crane.jpg", "crane.webp"))
    assert became(old, new).kind is ChangeKind.COSMETIC
