"""BibTeX: addresses wherever an entry keeps them."""

import pytest

from tests.pipelines.intake.reading import document, urls


@pytest.mark.parametrize(
    ("fields", "url"),
    [
        ("url = {https://a.example/x_y?b=%20c&d}", "https://a.example/x_y?b=%20c&d"),
        (r"url = {https://a.example/x\_y\%20\&\~{}z}", "https://a.example/x_y%20&~z"),
        (r'url = "\url{https://a.example/(x)}"', "https://a.example/(x)"),
        ("doi = {10.1000/xyz_1}", "https://doi.org/10.1000/xyz_1"),
        ("doi = {https://doi.org/10.1000/xyz}", "https://doi.org/10.1000/xyz"),
        (r"howpublished = {\url{https://a.example/h}}", "https://a.example/h"),
        ("note = {Available at https://a.example/n.}", "https://a.example/n"),
        ("archiveprefix = {arXiv}, eprint = {2101.00001}", "https://arxiv.org/abs/2101.00001"),
        ("publisher = {None}", None),
    ],
)
def test_an_entry_is_watched_at_its_address(fields: str, url: str | None) -> None:
    text = f"% mine\n@misc{{key1, title={{The {{AI}} Gap}}, {fields}}}\n@misc{{other, url={{https://o.example}}}}\n"
    assert urls(document(text, "a.bib")) == [("key1", url), ("other", "https://o.example")]


def test_broken_and_repeated_entries_are_notes() -> None:
    text = "@misc{a, url={https://a.example/1}}\n@misc{a, url={https://a.example/2}}\n@misc{b, title={\n"
    read = document(text, "refs.bib")
    assert urls(read) == [("a", "https://a.example/1"), ("a-2", "https://a.example/2")]
    assert read.notes[0] == "key a stands more than once"
    assert "could not be read" in read.notes[1]
    assert "no sentences" in read.notes[2]
    assert (read.title, read.claims) == ("refs", ())


def test_of_a_field_that_stands_twice_the_first_counts() -> None:
    text = (
        '@string{s = "https://a.example/"}\n'
        "@misc{a, url = s, title={T}, url={https://b.example/}}\n"
        "@misc{b, URL={https://c.example/}, url={https://d.example/}}\n"
        "@misc{a, url={https://e.example/}, url={x}}\n"
    )
    read = document(text, "refs.bib")
    assert urls(read) == [("a", "https://a.example/"), ("b", "https://c.example/"), ("a-2", "https://e.example/")]
    assert read.references[0].text == "T"


def test_an_entry_is_described_by_its_fields_without_braces() -> None:
    (reference,) = document(
        "@misc{a, author={S, A}, title={The {AI} \\& Gap}, year=2020, url={https://a.example}}", "a"
    ).references
    assert reference.text == "S, A. The AI & Gap. 2020"


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        (r"M{\"u}ller and {\'E}va Erd\H{o}s", "Müller and Éva Erdős"),
        (r"Stra{\ss}e, \o re, \O{}rsted, {\aa}", "Straße, øre, Ørsted, å"),
        (r"Caf\'e 50\% of {NASA}", "Café 50% of NASA"),
        (r"\emph{All} 50% \`a la carte", "All 50% à la carte"),
    ],
)
def test_accents_of_latex_are_letters(written: str, printed: str) -> None:
    (reference,) = document(f"@misc{{a, title={{{written}}}, url={{https://a.example}}}}", "a.bib").references
    assert reference.text == printed
