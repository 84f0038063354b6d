"""The atoms of claims: figures, quotations, dates, names, titles and words."""

import itertools
import json
import time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.atoms import Atom, AtomKind, find_atoms
from archive.domain.figures import same_value


def of(kind: AtomKind, claim: str) -> list[str]:
    return [atom.normal for atom in find_atoms(claim) if atom.kind is kind]


def first(kind: AtomKind, claim: str) -> Atom:
    return next(atom for atom in find_atoms(claim) if atom.kind is kind)


def test_a_claim_falls_into_its_atoms() -> None:
    claim = "In April 2025, China's DeepSeek raised over $8.5 billion for “Made in China 2025”, he said."
    assert [(atom.kind.value, atom.normal) for atom in find_atoms(claim)] == [
        ("date", "2025-04"),
        ("name", "china"),
        ("name", "deepseek"),
        ("word", "rais"),
        ("figure", ">8500000000 USD"),
        ("title", "made in china 2025"),
    ]


def test_figures_and_dates_of_one_sentence_are_told_apart() -> None:
    claim = "The gap has shrunk from over 9% in 2024 to less than 2% by early 2025."
    kept = [atom.normal for atom in find_atoms(claim) if atom.kind in {AtomKind.FIGURE, AtomKind.DATE}]
    assert kept == [">9 %", "2024", "<2 %", "early 2025"]


def test_the_day_of_a_date_is_no_figure() -> None:
    assert of(AtomKind.FIGURE, "between 10 and 12 March 2020") == []
    assert of(AtomKind.DATE, "29,474 people on 1 April 2020") == ["2020-04-01"]


@pytest.mark.parametrize(
    ("claim", "names"),
    [
        ("Cenat is here.", []),
        ("Fighting broke out in Sanaa.", ["sanaa"]),
        ("Al Jazeera claimed it.", ["al jazeera"]),
        ("Abdul-Malik al-Houthi left.", ["abdul malik al houthi"]),
        ("he met Ahmed Awad bin Mubarak and Ursula von der Leyen", ["ahmed awad bin mubarak", "ursula von der leyen"]),
        ("the Ministry of Education and the IDF", ["ministry of education", "idf"]),
        ("President Barack Obama and Prime Minister Khaled Bahah", ["barack obama", "khaled bahah"]),
        ("Hadi's house and Saleh’s party", ["hadi", "saleh"]),
        ("the General People's Congress", ["people congress"]),
        ("US-led controls and the US-China gap", ["us", "us", "china"]),
        ("the Bankhead-Jones Act", ["bankhead jones act"]),
        ("OpenAI's GPT-4-based OneNote beat DeepSeek-R1", ["openai", "gpt 4", "onenote", "deepseek r1"]),
        ("José Boisjoli joined Barbour Griffith & Rogers", ["jose boisjoli", "barbour griffith rogers"]),
        ("the U.S. Army and George W. Bush", ["us", "army", "george w bush"]),
        ("Rapid AI integration of Chinese and US AI models", ["ai", "chinese", "us", "ai"]),
        ("On Monday, in May, a meeting", []),
        ("Narrowing the Technology Gap: How Startups Challenge US Leadership", ["us"]),
        ("Der Umsatz von Siemens ist um 8 % gestiegen und die Firma Olaf Scholz nicht bekannt", ["firma olaf scholz"]),
        ("Le PIB a augmenté", ["pib"]),
        ("中国的人工智能", []),
    ],
)
def test_names_go_by_the_way_they_are_written(claim: str, names: list[str]) -> None:
    assert of(AtomKind.NAME, claim) == names


def test_the_first_word_is_a_name_where_the_claim_has_it_elsewhere() -> None:
    assert of(AtomKind.NAME, "Houthis fought. Nobody else stopped the Houthis.") == ["houthis", "houthis"]


@pytest.mark.parametrize(
    "quoted",
    [
        '"it is not over yet"',
        "“it is not over yet”",
        "„it is not over yet“",
        "«it is not over yet»",
        "「it is not over yet」",
    ],
)
def test_quotations_go_by_the_marks_of_many_languages(quoted: str) -> None:
    assert of(AtomKind.QUOTATION, f"he said {quoted}, again") == ["it is not over yet"]


def test_an_apostrophe_opens_no_quotation() -> None:
    assert of(AtomKind.QUOTATION, "the government's plan and the workers' rights don't 'matter'") == ["matter"]


def test_a_figure_in_a_quotation_stays_a_figure() -> None:
    claim = 'She said "it will cost us $5 billion in the end".'
    assert of(AtomKind.FIGURE, claim) == ["5000000000 USD"]
    assert of(AtomKind.QUOTATION, claim) == ["it will cost us", "in the end"]


def test_a_quotation_with_capitals_is_a_title() -> None:
    assert of(AtomKind.TITLE, 'called "The Al Jazeera Satellite Network", a') == ["the al jazeera satellite network"]


AMOUNTS = st.decimals(min_value=1, max_value=999, places=1)
SPELLED = [
    "${} billion",
    "${}bn",
    "US${} billion",
    "USD {}bn",
    "{} billion dollars",
    "{}bn USD",
    "{,} Mrd. US-Dollar",
    "{,} milliards de dollars",
    "{,} mil millones de dólares",
    "{,} млрд долларов",
]


@given(AMOUNTS, st.sampled_from(SPELLED), st.sampled_from(SPELLED))
def test_any_respelling_of_a_figure_keeps_its_value(amount: Decimal, one: str, other: str) -> None:
    def figure(pattern: str) -> Atom:
        written = pattern.replace("{,}", str(amount).replace(".", ",")).replace("{}", str(amount))
        return first(AtomKind.FIGURE, f"They gave {written} then")

    left, right = figure(one).figure, figure(other).figure
    assert left is not None
    assert right is not None
    assert left.value == right.value == amount * 10**9
    assert same_value(left, right)


@given(st.from_regex(r"[1-9][0-9]{0,2}(,[0-9]{3}){0,2}", fullmatch=True), st.data())
def test_any_digit_changed_is_seen(number: str, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from([at for at, sign in enumerate(number) if sign.isdigit()]))
    digit = data.draw(st.sampled_from([d for d in "123456789" if d != number[place]]))
    changed = f"{number[:place]}{digit}{number[place + 1 :]}"
    assert of(AtomKind.FIGURE, f"It was ${number} then") != of(AtomKind.FIGURE, f"It was ${changed} then")


@given(st.text(alphabet="Aab's “”\"«»-.1 2%$of Maytheé漢字:•&\n", max_size=80) | st.text(max_size=60))
def test_no_claim_breaks_it_and_atoms_stand_apart_in_order(claim: str) -> None:
    atoms = find_atoms(claim)
    assert all(claim[atom.start : atom.end] == atom.text != "" and atom.normal for atom in atoms)
    assert all(one.end <= two.start for one, two in itertools.pairwise(atoms))
    assert all((atom.figure is not None) == (atom.kind is AtomKind.FIGURE) for atom in atoms)
    assert all((atom.period is not None) == (atom.kind is AtomKind.DATE) for atom in atoms)


@pytest.mark.parametrize(
    "piece", ["ab ", "A ", "A. ", "Al of the ", "“a ", '"a ', "'a ", "a-", "A-b ", "1 ", "A's ", "U."]
)
def test_a_long_text_takes_no_more_than_its_length(piece: str) -> None:
    started = time.perf_counter()
    find_atoms(piece * (300_000 // len(piece)))
    assert time.perf_counter() - started < 20


def test_every_claim_of_a_real_document_has_atoms(shared: Path) -> None:
    (document,) = (shared / "seed").glob("*.txt")
    lines = [line for line in document.read_text("utf-8").splitlines() if len(line.split()) > 8]
    assert all(any(atom.kind is not AtomKind.WORD for atom in find_atoms(line)) for line in lines)
    text = "\n".join(lines)
    assert of(AtomKind.FIGURE, text).count("8500000000 USD") >= 2
    assert [each for each in of(AtomKind.FIGURE, text) if "%" in each] == [">9 %", "<2 %"]
    assert {"2025-04", "2024", "early 2025", "late 2020/2029"} <= set(of(AtomKind.DATE, text))


def test_every_claim_of_real_articles_has_atoms_in_their_places(shared: Path) -> None:
    claims = shared / "corpora" / "claims" / "dev.jsonl"
    if not claims.exists():
        pytest.skip("no claims here")
    for line in claims.read_text("utf-8").splitlines():
        claim = json.loads(line)["claim_text"]
        atoms = find_atoms(claim)
        assert atoms
        assert all(claim[atom.start : atom.end] == atom.text for atom in atoms)
