"""Figures of running text: what is one, what it is worth, and when two agree."""

import itertools
import time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.figures import Figure, find_figures, same_value


def normals(text: str) -> list[str]:
    return [figure.normal for figure in find_figures(text)]


def only(text: str) -> Figure:
    (figure,) = find_figures(text)
    return figure


@pytest.mark.parametrize(
    "text",
    [
        "$8.5 billion",
        "$8.5bn",
        "$8.5B",
        "8.5bn USD",
        "USD 8.5bn",
        "US$8.5bn",
        "US$ 8.5 billion",
        "8.5 billion dollars",
        "8.5 billion US dollars",
        "8,500 million dollars",
        "$8,500,000,000",
        "8,5 Mrd. Dollar",
        "8,5 Milliarden US-Dollar",
        "8,5 mil millones de dólares",
        "8,5 milliards de dollars",
        "8,5 млрд долларов",
        "85亿美元",
    ],
)
def test_an_amount_is_one_however_it_is_written(text: str) -> None:
    assert normals(f"They pledged {text} in April 2025.") == ["8500000000 USD"]


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("RMB 8.5 billion", "8500000000 CNY"),
        ("¥8.5 billion yuan", "8500000000 CNY"),
        ("¥500", "500 JPY"),
        ("￥5亿", "500000000 CNY"),
        ("£3.2m", "3200000 GBP"),
        ("€5k", "5000 EUR"),
        ("3 M€", "3000000 EUR"),
        ("C$40 million", "40000000 CAD"),
        ("$40 million CAD", "40000000 CAD"),
        ("Rs. 500 crore", "5000000000 INR"),
        ("5 lakh crore rupees", "5000000000000 INR"),
        ("5 billion won", "5000000000 KRW"),
        ("-$5", "-5 USD"),
        ("8,5 Mrd. €", "8500000000 EUR"),
        ("1 crore", "10000000"),
        ("US$ 8.5bn", "8500000000 USD"),
        ("$8.5B+", ">=8500000000 USD"),
        ("500M+ downloads", ">=500000000"),
        ("70B parameters", "70000000000"),
        ("3万5000人", "35000 people"),
        ("1亿2000万元", "120000000 CNY"),
        ("24,398 terawatt-hours", "24398 TWh"),
        ("5 square miles", "5 sq mi"),
        ("minus 5 %", "-5 %"),
    ],
)
def test_currencies_go_by_sign_word_and_code(text: str, normal: str) -> None:
    assert normals(text) == [normal]


@pytest.mark.parametrize(
    "text",
    [
        "24%",
        "24 %",
        "24\xa0%",
        "24％",
        "２４％",
        "24 percent",
        "24 per cent",
        "24 Prozent",
        "24 pour cent",
        "24 por ciento",
        "24 por cento",
        "24 per cento",
        "24 процентов",
        "24 процента",
        "٢٤٪",
        "24,0 %",
        "twenty-four percent",
    ],
)
def test_per_cent_is_per_cent_in_every_language(text: str) -> None:
    assert normals(f"bei {text}.") == ["24 %"]


@pytest.mark.parametrize(
    "text",
    [
        "2 percentage points",
        "2 pp",
        "200 basis points",
        "2 Prozentpunkte",
        "2 points de pourcentage",
        "2个百分点",
        "2 puntos porcentuales",
        "2 процентных пункта",
    ],
)
def test_percentage_points_are_a_unit_of_their_own(text: str) -> None:
    assert normals(text) == ["2 pp"]
    assert not same_value(only(text), only("2 %"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234.5", "1234.5"),
        ("1.234,5", "1234.5"),
        ("1 234,5", "1234.5"),
        ("1\u202f234,5", "1234.5"),
        ("1\u2009234\u2009567", "1234567"),
        ("1'234.5", "1234.5"),
        ("1’234’567", "1234567"),
        ("1.234.567", "1234567"),
        ("12,34,567", "1234567"),
        ("١٬٢٣٤٫٥", "1234.5"),
        ("١٢٣٤", "1234"),
        ("１，２３４", "1234"),
        ("0.123", "0.123"),
        ("1,234", "1234"),
        ("1.234", "1.234"),
        ("3,14", "3.14"),
    ],
)
def test_number_formats(text: str, value: str) -> None:
    assert only(f"so {text} things").value == Decimal(value)


def test_a_text_with_decimal_commas_groups_by_points() -> None:
    assert normals("Von 1.234 Fällen waren 12,5 schwer.") == ["1234", "12.5"]
    assert normals("1.234 Millionen Euro") == ["1234000000 EUR"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("one in five adults", ["20 %"]),
        ("9 out of 10", ["90 %"]),
        ("3 in ten people", ["30 %"]),
        ("two thirds of it", ["66.67 %"]),
        ("two-thirds", ["66.67 %"]),
        ("half of the land", ["50 %"]),
        ("a quarter of them", ["25 %"]),
        ("half a million people", ["500000 people"]),
        ("a trillion dollars", ["1000000000000 USD"]),
        ("twenty-five people", ["25 people"]),
        ("one hundred and fifty", ["150"]),
        ("two hundred thousand", ["200000"]),
        ("Seven firms", ["7"]),
        ("no one saw the first half of the game, a third time", []),
        ("the Big Four", []),
        ("a month and a half of it", []),
        ("the first three quarters of 2024", ["3"]),
        ("5 in 2024", ["5"]),
        ("die Hälfte der Menschen", ["50 %"]),
        ("zwei Drittel", ["66.67 %"]),
        ("la moitié de la population", ["50 %"]),
        ("un tiers des voix", ["33.33 %"]),
        ("un quart d'heure", []),
        ("fünf Millionen Euro", ["5000000 EUR"]),
        ("un million d'euros", ["1000000 EUR"]),
        ("три миллиона рублей", ["3000000 RUB"]),
        ("三分之一", ["33.33 %"]),
        ("百分之二十五", ["25 %"]),
        ("两成左右", ["20 %"]),
        ("9割", ["90 %"]),
        ("1/3 of it", ["33.33 %"]),
        ("½ of it", ["50 %"]),
        ("2½ years", ["2.5 year"]),
        ("a dozen firms", ["12"]),
        ("5 in 12 months", ["5", "12 month"]),
    ],
)
def test_number_words_and_shares(text: str, found: list[str]) -> None:
    assert normals(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("5-7 %", ["5–7 %"]),
        ("5% – 7%", ["5–7 %"]),
        ("between 5 and 7 percent", ["5–7 %"]),
        ("between five and seven percent", ["5–7 %"]),
        ("zwischen 5 und 7 Prozent", ["5–7 %"]),
        ("entre 5 et 7 %", ["5–7 %"]),
        ("5 to 7 percent", ["5–7 %"]),
        ("$5-$7 billion", ["5000000000–7000000000 USD"]),
        ("$500-700 million", ["500000000–700000000 USD"]),
        ("$500 million to $1.2 billion", ["500000000–1200000000 USD"]),
        ("from 9% to 2%", ["9 %", "2 %"]),
        ("from 9 to 12 percent", ["9 %", "12 %"]),
        ("rose 5% to 7%", ["5 %", "7 %"]),
        ("von 9 % auf 2 %", ["9 %", "2 %"]),
        ("won 3-2", []),
    ],
)
def test_ranges_are_one_figure_and_movements_two(text: str, found: list[str]) -> None:
    assert normals(text) == found


@pytest.mark.parametrize(
    ("text", "normal", "approximate"),
    [
        ("over 9 %", ">9 %", False),
        ("more than $9bn", ">9000000000 USD", False),
        ("less than 2 %", "<2 %", False),
        ("at least 9 %", ">=9 %", False),
        ("up to 9 %", "<=9 %", False),
        ("9 % or more", ">=9 %", False),
        ("$8.5B+", ">=8500000000 USD", False),
        ("≥9 %", ">=9 %", False),
        (">= 9 %", ">=9 %", False),
        ("nearly 9 %", "9 %", True),
        ("about 9 %", "9 %", True),
        ("~9 %", "9 %", True),
        ("mehr als 9 Prozent", ">9 %", False),
        ("rund 9 Prozent", "9 %", True),
        ("plus de 9 %", ">9 %", False),
        ("al menos 9 %", ">=9 %", False),
        ("более 9 %", ">9 %", False),
        ("超过9%", ">9 %", False),
        ("约9%", "9 %", True),
        ("−9 %", "-9 %", False),
        ("by -9 %", "-9 %", False),
    ],
)
def test_comparisons_and_signs(text: str, normal: str, approximate: bool) -> None:
    assert (only(text).normal, only(text).approximate) == (normal, approximate)


@pytest.mark.parametrize(
    "text",
    [
        "in 2024",
        "2019–2024",
        "2019-20",
        "the 2020s",
        "5 March 2020",
        "5th of March",
        "March 5, 2020",
        "am 5. März 2020",
        "le 5 mars 2020",
        "5 de marzo de 2020",
        "5 марта 2020",
        "2024年3月5日",
        "2020-03-05",
        "05/03/2020",
        "5.3.2020",
        "10-12 March",
        "10:30",
        "9 am",
        "9am",
        "9 a.m.",
        "14 Uhr",
        "14h30",
        "+49 30 123456",
        "020 7946 0958",
        "(555) 123-4567",
        "1-800-555-1234",
        "version 3.2.1",
        "3.2.1",
        "Section 3.2",
        "Table 3",
        "pages 10-12",
        "No. 5",
        "21st",
        "im 3. Quartal",
        "GPT-4",
        "COVID-19",
        "A100",
        "5G",
        "Windows 11",
        "so [12]",
        "so [1, 3]",
        "so [2-4]",
        "【12†source】",
        "capabilities12.",
        "1. Introduction",
        "https://a.org/2025/07/16/x-5_(20250613).pdf?x=5&y=7%20",
        "a.b5@c.org",
        "24/7",
        "007",
        "20250613",
        "(1) this",
        "in the 70’s",
        "won (0-1)",
        "zum 70. Geburtstag",
        "das 15. Album",
        "S. 112",
        "978-3-16-148410-0",
        "第5",
    ],
)
def test_dates_names_and_marks_are_no_figures(text: str) -> None:
    assert normals(text) == []


def test_a_year_between_two_figures_is_none() -> None:
    assert normals("has shrunk from over 9% in 2024 to less than 2% by early 2025, it says") == [">9 %", "<2 %"]


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("more than doubled", ">2 times"),
        ("tripled", "3 times"),
        ("a threefold rise", "3 times"),
        ("three times the size", "3 times"),
        ("a 10-fold increase", "10 times"),
        ("twice as many", "2 times"),
        ("hat sich verdoppelt", "2 times"),
    ],
)
def test_multiples_are_counted_in_times(text: str, normal: str) -> None:
    assert normals(text) == [normal]


def test_words_that_only_look_like_multiples_are_none() -> None:
    assert normals("a double room, double-decker buses, arrested twice") == []


def test_people_and_measures() -> None:
    text = "350 people, 10k users, 1.2 million Menschen, 5 km, 5kg, 5 km², 20 °C, a 5-year plan"
    assert normals(text)[:4] == ["350 people", "10000 people", "1200000 people", "5 km"]
    assert normals(text)[4:] == ["5 kg", "5 km²", "20 °C", "5 year"]


def test_a_figure_knows_its_place() -> None:
    text = "It pledged over US$8.5 billion."
    figure = only(text)
    assert text[figure.start : figure.end] == figure.text == "US$8.5 billion"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("$8.5 billion", "$8,523 million", True),
        ("$8.5 billion", "$8,623 million", False),
        ("$8.5 billion", "€8.5 billion", False),
        ("24 %", "24.4 %", True),
        ("24 %", "25 %", False),
        ("24 %", "24", False),
        ("24", "24 people", True),
        ("24 km", "24", False),
        ("two thirds", "67 %", True),
        ("one in five", "20 %", True),
        ("half of", "48 %", False),
        ("about half of", "48 %", True),
        ("about 9,000", "8,951", True),
        ("over 9 %", "9.26 %", True),
        ("about 1,000", "1,400", False),
        ("9,000", "8,951", False),
        ("5-7 %", "5-7 %", True),
        ("5-7 %", "5 %", False),
        ("5-7 %", "5-8 %", False),
    ],
)
def test_figures_agree_within_the_rounding_of_the_coarser(one: str, other: str, same: bool) -> None:
    assert same_value(only(one), only(other)) is same
    assert same_value(only(other), only(one)) is same


AMOUNTS = st.integers(min_value=1, max_value=999_999)
WRITTEN = {
    "english": lambda n: f"{n:,}",
    "points": lambda n: f"{n:,}".replace(",", ".") + ",00",
    "thin spaces": lambda n: f"{n:,}".replace(",", "\u202f"),
    "apostrophes": lambda n: f"{n:,}".replace(",", "’"),
    "full width": lambda n: f"{n:,}".translate({ord(str(d)): chr(0xFF10 + d) for d in range(10)}),
    "arabic": lambda n: f"{n:,}".replace(",", "٬").translate({ord(str(d)): chr(0x660 + d) for d in range(10)}),
}
SCALED = ["${} million", "{} million dollars", "USD {}m", "{}mn USD"]
SCALED_WITH_COMMA = ["{} Mio. US-Dollar", "{} millones de dólares", "{} млн долл. США"]


@given(AMOUNTS, st.sampled_from(sorted(WRITTEN)), st.sampled_from(SCALED))
def test_any_respelling_of_an_amount_keeps_its_value(amount: int, style: str, pattern: str) -> None:
    written = pattern.format(WRITTEN[style](amount))
    assert normals(f"They gave {written} then") == [f"{amount}000000 USD"]


@given(AMOUNTS, st.sampled_from(["points", "thin spaces", "apostrophes", "arabic"]), st.sampled_from(SCALED_WITH_COMMA))
def test_any_respelling_in_languages_of_the_decimal_comma_keeps_it_too(amount: int, style: str, pattern: str) -> None:
    assert normals(pattern.format(WRITTEN[style](amount))) == [f"{amount}000000 USD"]


@given(st.integers(1, 99_999), st.integers(0, 99), st.sampled_from([" %", "%", " percent", " Prozent", " por ciento"]))
def test_any_respelling_of_a_share_keeps_its_value(whole: int, hundredths: int, unit: str) -> None:
    figure = only(f"rose by {whole}.{hundredths:02}{unit} again")
    assert figure.normal == only(f"um {whole},{hundredths:02}{unit} gestiegen").normal
    assert figure.value == Decimal(whole * 100 + hundredths) / 100


@given(st.from_regex(r"[1-9][0-9]{0,2}(,[0-9]{3}){0,2}(\.[0-9]{1,2})?", fullmatch=True), st.data())
def test_any_digit_changed_is_seen(number: str, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from([at for at, sign in enumerate(number) if sign.isdigit()]))
    digit = data.draw(st.sampled_from([d for d in "123456789" if d != number[place]]))
    changed = f"{number[:place]}{digit}{number[place + 1 :]}"
    before, after = only(f"was {number} % of it"), only(f"was {changed} % of it")
    assert before.normal != after.normal
    assert not same_value(before, after)


@given(st.text(alphabet="12 3,.-–/%$€(one in five half)亿第[]:°mk\n", max_size=60))
def test_no_text_breaks_the_search_and_figures_stand_apart_in_order(text: str) -> None:
    figures = find_figures(text)
    assert all(text[each.start : each.end] == each.text != "" for each in figures)
    assert all(one.end <= two.start for one, two in itertools.pairwise(figures))
    assert all(each.high is None or same_value(each, each) for each in figures)


@pytest.mark.parametrize("piece", ["1", "1-", "1.", "1,", "[1,", "1 000 ", "one in ", "a hundred and ", "$-", "1 mil "])
def test_hostile_texts_take_no_more_than_their_length(piece: str) -> None:
    started = time.perf_counter()
    find_figures(piece * (1_000_000 // len(piece)))
    assert time.perf_counter() - started < 30


def test_the_figures_of_a_real_document(shared: Path) -> None:
    (document,) = (shared / "seed").glob("*.txt")
    assert normals(document.read_text("utf-8")) == [
        *["8500000000 USD"] * 4,
        ">9 %",
        "<2 %",
        ">=8500000000 USD",
        "0",
    ]


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("失业率升至百分之五点五。", "5.5 %"),
        ("比例为百分之一百。", "100 %"),
        ("The fine is $30-40m.", "30000000–40000000 USD"),
        ("It fell by 3 %-Punkte.", "3 pp"),
        ("The port moved 3.2m tonnes of coal.", "3200000 t"),
        ("The fair had 1.4m visitors.", "1400000 people"),
        ("They sold 120k vehicles.", "120000"),
        ("The wall is 3.2m long.", "3.2 m"),
        ("They burnt 3 metric tons.", "3 t"),
        ("It emits 3.2 Mt a year.", "3200000 t"),
    ],
)
def test_what_follows_a_number_says_how_many_and_of_what(text: str, normal: str) -> None:
    assert [each.normal for each in find_figures(text)] == [normal]


@pytest.mark.parametrize("text", ["The two nations agreed.", "They are the top two powers."])
def test_a_pair_that_is_only_pointed_at_is_no_figure(text: str) -> None:
    assert find_figures(text) == []
