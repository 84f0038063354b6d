"""Images that came or went, and which of them matter."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from archive.domain.comparing.folding import fold
from archive.domain.readings import Image, Reading

_TRIFLES = re.compile(
    r"(?:^|[/_.-])(?:pixel|spacer|blank|1x1|tracking|beacon|sprite|icons?|logos?|avatars?|gravatar|badges?|buttons?|btn|"
    r"arrows?|emoji|smilies|placeholder|loading|loader|spinner|flags?|ads?|banner)(?:[/_.-]|\d|$)|\.svg$|/tr$|\.gif$",
    re.IGNORECASE,
)
_SIZES = re.compile(
    r"[-_]?\d{2,4}x\d{2,4}|[-_](?:small|medium|large|thumb(?:nail)?|scaled|\d{2,4}[wp]?)(?=\.|$)|@\dx"
    # The digest by which a build tells its files apart.
    r"|[-_.](?=[a-z]{0,30}\d)(?=\d{0,30}[a-z])[\da-z]{8,64}(?=\.)",
    re.IGNORECASE,
)
# One image is sent in the format that the browser takes.
_FORMAT = re.compile(r"(?:\.(?:jpe?g|png|webp|avif|jxl))+$")
_CAPTION_WORDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaChanges:
    """The images that matter and came or went, and the captions of those that stayed (before, after)."""

    removed: tuple[Image, ...] = ()
    added: tuple[Image, ...] = ()
    captions: tuple[tuple[Image, Image], ...] = ()

    @property
    def matter(self) -> bool:
        """Whether any did."""
        return bool(self.removed or self.added or self.captions)


def changed_media(before: Reading, after: Reading) -> MediaChanges:
    """What became of the images outside the frame, and of those whose caption stands in the text.

    One image in another size or from another server is the same image.
    """
    if before.images == after.images:
        return MediaChanges()
    old, new = _by_name(before), _by_name(after)
    gone = [image for name, image in old.items() if name not in new and _matters(image, before)]
    come = [image for name, image in new.items() if name not in old and _matters(image, after)]
    gone, come = _other_captions(gone, come), _other_captions(come, gone)
    captions = tuple(
        (image, new[name])
        for name, image in old.items()
        if name in new and fold(image.text) != fold(new[name].text) and _captioned(image) and _matters(image, before)
    )
    return MediaChanges(removed=tuple(gone), added=tuple(come), captions=captions)


def _by_name(reading: Reading) -> dict[str, Image]:
    return {name_of(image.url): image for image in reversed(reading.images)}


@lru_cache(maxsize=2048)
def name_of(url: str) -> str:
    """The name of an image's file, without its size and format."""
    path = unquote(url.partition("?")[0].partition("#")[0]).rstrip("/")
    return _FORMAT.sub("", _SIZES.sub("", path.rpartition("/")[2]).casefold()) or path


def _matters(image: Image, reading: Reading) -> bool:
    if _TRIFLES.search(image.url.partition("?")[0][-300:]):
        return False
    return not image.furniture or (_captioned(image) and image.text in reading.text)


def _captioned(image: Image) -> bool:
    return len(image.text.split()) >= _CAPTION_WORDS


def _other_captions(images: Sequence[Image], other: Sequence[Image]) -> list[Image]:
    """Images that do not stand on the other side under another name with the same caption."""
    captions = {fold(image.text) for image in other if _captioned(image)}
    return [image for image in images if fold(image.text) not in captions]
