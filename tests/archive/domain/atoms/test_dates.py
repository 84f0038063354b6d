"""Dates of running text: what is one, one spelling for all, and which date tells what another claims."""

import itertools
import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.atoms import covers, find_dates


def normals(text: str) -> list[str]:
    return [each.normal for each in find_dates(text)]


@pytest.mark.parametrize(
    "text",
    [
        "1 April 2020",
        "1st April 2020",
        "1st of April, 2020",
        "April 1, 2020",
        "April 1st 2020",
        "APRIL 1, 2020",
        "Apr. 1, 2020",
        "01-Apr-2020",
        "2020-04-01",
        "2020/04/01",
        "2020-04-01T09:00:00Z",
        "1.4.2020",
        "01.04.2020",
        "1. April 2020",
        "1er avril 2020",
        "1 de abril de 2020",
        "1º de abril de 2020",
        "1 aprile 2020",
        "1 april 2020",
        "1 апреля 2020 года",
        "2020年4月1日",
        "2020 年 4 月 1 日",
        "２０２０年４月１日",
        "9am on 1 April 2020",
        "Wednesday, April 1, 2020",
    ],
)
def test_a_day_is_one_however_it_is_written(text: str) -> None:
    assert normals(f"As of {text}, so") == ["2020-04-01"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("on 16 September and", ["--09-16"]),
        ("in August, the", ["--08"]),
        ("January 2014", ["2014-01"]),
        ("in 2024 to", ["2024"]),
        ("by early 2025, so", ["early 2025"]),
        ("mid-2024", ["mid 2024"]),
        ("by the end of 1997", ["late 1997"]),
        ("Anfang 2025", ["early 2025"]),
        ("à la fin de 2025", ["late 2025"]),
        ("a mediados de 2025", ["mid 2025"]),
        ("2025年初", ["early 2025"]),
        ("2011 and 2012", ["2011", "2012"]),
        ("1995-2001", ["1995/2001"]),
        ("from 1995 to 2001", ["1995/2001"]),
        ("between 1995 and 2001", ["1995/2001"]),
        ("2019-20", ["2019/2020"]),
        ("2019/20", ["2019/2020"]),
        ("2020-04", ["2020-04"]),
        ("10-12 March 2020", ["2020-03-10/2020-03-12"]),
        ("10 and 12 March 2020", ["2020-03-10", "2020-03-12"]),
        ("March 10-12, 2020", ["2020-03-10/2020-03-12"]),
        ("5 March to 7 April 2020", ["2020-03-05/2020-04-07"]),
        ("January–March 2020", ["2020-01/2020-03"]),
        ("September and October 2014", ["2014-09", "2014-10"]),
        ("the 1950s and 1960s", ["1950/1959", "1960/1969"]),
        ("the late 2020s", ["late 2020/2029"]),
        ("the ’90s", ["1990/1999"]),
        ("in den 1990er Jahren", ["1990/1999"]),
        ("les années 50", ["1950/1959"]),
        ("20世纪50年代", ["1950/1959"]),
        ("Q1 2025", ["2025-01/2025-03"]),
        ("1Q25", ["2025-01/2025-03"]),
        ("the first quarter of 2025", ["2025-01/2025-03"]),
        ("im 3. Quartal 2024", ["2024-07/2024-09"]),
        ("2025年第一季度", ["2025-01/2025-03"]),
        ("the second half of 2024", ["2024-07/2024-12"]),
        ("FY2024", ["2024"]),
        ("FY 2024/25", ["2024/2025"]),
        ("the early 20th century", ["early 1901/2000"]),
        ("XIXe siècle", ["1801/1900"]),
        ("siglo XIX", ["1801/1900"]),
        ("19. Jahrhundert", ["1801/1900"]),
        ("13/04/2020", ["2020-04-13"]),
        ("04/13/2020", ["2020-04-13"]),
        ("03/04/2020", ["2020"]),
    ],
)
def test_dates_and_periods(text: str, found: list[str]) -> None:
    assert normals(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "he may go",
        "section 5 may apply",
        "March of the Penguins",
        "August Wilson wrote",
        "2000 people",
        "$2024",
        "page 2000",
        "GPT-2024",
        "v2014.1",
        "https://a.org/2025/07/16/x",
        "2,014 of them",
        "40/40/2020",
        "in 12345",
        "3.2.1",
        "9/11",
        "10:30",
    ],
)
def test_other_numbers_and_words_are_no_dates(text: str) -> None:
    assert normals(text) == []


@pytest.mark.parametrize(
    ("claimed", "found", "told"),
    [
        ("2014", "2014", True),
        ("2014", "September 2014", True),
        ("2014", "16 September 2014", True),
        ("September 2014", "2014", False),
        ("September 2014", "October 2014", False),
        ("16 September", "16 September 2014", True),
        ("16 September 2014", "16 September", True),
        ("16 September 2014", "17 September", False),
        ("16 September 2014", "September 2014", False),
        ("2014", "16 September", False),
        ("the 1950s", "1955", True),
        ("the 1950s", "1965", False),
        ("1955", "the 1950s", False),
        ("1995-2001", "1998", False),
        ("1995-2001", "from 1995 to 2001", True),
        ("1995-2001", "March 1995 to May 2001", True),
        ("2011", "2011–2012", True),
        ("2011", "2009–2012", False),
        ("early 2025", "2025", False),
        ("early 2025", "February 2025", True),
        ("early 2025", "November 2025", False),
        ("early 2025", "early 2025", True),
        ("2025", "early 2025", True),
        ("late 2020s", "2028", True),
        ("late 2020s", "2021", False),
        ("Q1 2025", "March 2025", True),
        ("Q1 2025", "April 2025", False),
        ("29 February", "29 February 2020", True),
    ],
)
def test_a_date_tells_a_claim_that_it_lies_within(claimed: str, found: str, told: bool) -> None:
    (one,), (other,) = find_dates(claimed), find_dates(found)
    assert covers(one.period, other.period) is told


DAYS = st.dates(date(1600, 1, 1), date(2099, 12, 31))
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
}
WRITTEN = {
    "en": ["{d} {m} {y}", "{m} {d}, {y}", "{d}th of {m} {y}", "{m} {d} {y}"],
    "de": ["{d}. {m} {y}"],
    "fr": ["{d} {m} {y}"],
    "es": ["{d} de {m} de {y}"],
    "it": ["{d} {m} {y}"],
    "pt": ["{d} de {m} de {y}"],
    "nl": ["{d} {m} {y}"],
    "ru": ["{d} {m} {y} года"],
}
NUMBERED = ["{y}-{n:02}-{d:02}", "{y}/{n:02}/{d:02}", "{d:02}.{n:02}.{y}", "{d}.{n}.{y}", "{y}年{n}月{d}日"]


@given(DAYS, st.sampled_from([(lang, form) for lang, forms in WRITTEN.items() for form in forms]))
def test_any_respelling_of_a_date_keeps_its_normal(day: date, style: tuple[str, str]) -> None:
    name = MONTHS[style[0]].split()[day.month - 1]
    assert normals(f"({style[1].format(d=day.day, m=name, y=day.year)})") == [day.isoformat()]


@given(DAYS, st.sampled_from(NUMBERED))
def test_any_respelling_in_numbers_keeps_it_too(day: date, form: str) -> None:
    assert normals(f"({form.format(d=day.day, n=day.month, y=day.year)})") == [day.isoformat()]


@given(DAYS, st.integers(1, 4000))
def test_no_other_day_tells_a_day(day: date, apart: int) -> None:
    if day + timedelta(days=apart) > date(2099, 12, 31):
        return
    (one,), (other,) = find_dates(f"{day}"), find_dates(f"{day + timedelta(days=apart)}")
    assert covers(one.period, one.period)
    assert not covers(one.period, other.period)
    assert not covers(other.period, one.period)


@given(st.text(alphabet="12 0May-–/.,年月日thofQ1sèIXcenury'’\n", max_size=60))
def test_no_text_breaks_the_search_and_dates_stand_apart_in_order(text: str) -> None:
    dates = find_dates(text)
    assert all(text[each.start : each.end] == each.text != "" for each in dates)
    assert all(one.end <= two.start for one, two in itertools.pairwise(dates))
    assert all(covers(each.period, each.period) for each in dates)


@pytest.mark.parametrize(
    "piece", ["1 ", "2014 ", "May ", "1995-", "5 March - ", "2014年", "Q1 ", "early ", "XIX ", "' "]
)
def test_hostile_texts_take_no_more_than_their_length(piece: str) -> None:
    started = time.perf_counter()
    find_dates(piece * (1_000_000 // len(piece)))
    assert time.perf_counter() - started < 20
