"""What a worker and the crawl say to each other."""

import pickle
import socket

import pytest

from archive.domain.readings import Body, Image, Link, Reading
from archive.domain.traits import Mark, Traits
from pipelines.reading.messages import Done, pack, receive

LINKS = (Link(url="http://a.example/", text="one"), Link(url="http://a.example/2", text="", furniture=True))
IMAGES = (Image(url="http://a.example/i.png", text="The wall", furniture=True),)

TRAITS = Traits(words=3, marks=(Mark(sign="s", seen="x"),), password=True)


@pytest.mark.parametrize(
    "reading",
    [
        None,
        Reading(extractor="e", title="t", text="x"),
        Reading(extractor="e", title=None, text="x", links=LINKS),
        Reading(extractor="e", title=None, text="x", images=IMAGES, page="x y"),
    ],
)
def test_a_body_arrives_as_it_was_sent(reading):
    body = Body(media_type="text/html", digest="sha256:0", size=3, reading=reading, traits=TRAITS)
    assert pickle.loads(pickle.dumps(Done.of(body, retires=False))).whole() == body


def test_values_arrive_one_by_one_however_they_are_cut():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.sendall(pack("first") + pack(["second"]))
        assert (receive(theirs), receive(theirs)) == ("first", ["second"])


def test_the_end_of_the_other_side_is_told():
    ours, theirs = socket.socketpair()
    with theirs:
        ours.sendall(pack("cut short")[:-1])
        ours.close()
        with pytest.raises(EOFError):
            receive(theirs)
