"""All the text a page shows."""

import pytest
from lxml.html import document_fromstring

from pipelines.extract.visible import is_shown, strip_tags, visible_text
from pipelines.extract.wording import tidy


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>one</p><p>two</p>", "one\ntwo"),
        ("<p>o<b>n</b>e<br>two</p>", "one\ntwo"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        ("<script>x</script><style>y</style><noscript>n</noscript>z", "z"),
        ("a<span hidden>x</span>b<i aria-hidden=true>y</i>c<p style='color:red; Display : none'>z</p>d", "abc\nd"),
    ],
)
def test_what_shows_is_kept_with_a_line_for_every_block(markup, text):
    root = document_fromstring(f"<html><head><title>t</title></head><body>{markup}</body></html>")
    assert tidy(visible_text(root)) == text


def test_tags_are_stripped_without_a_tree():
    assert (
        tidy(strip_tags("<title>t</title><div a='1'>one<p>two<script>if (a<b) x</script> three<style/>"))
        == "one\ntwo three"
    )


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("<p><i></i></p>", True),
        ("<p hidden><i></i></p>", False),
        ("<template><i></i></template>", False),
        ("<i style='DISPLAY: none'></i>", False),
    ],
)
def test_an_element_is_shown_where_nothing_around_it_is_hidden(markup, shown):
    root = document_fromstring(f"<html><body>{markup}</body></html>")
    assert is_shown(root.find(".//i")) is shown
