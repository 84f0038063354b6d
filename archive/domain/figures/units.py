"""The phrases that follow a number, and what each does to it: scales, currencies, per cent, measures, people."""

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from typing import Literal

from archive.domain.figures.currencies import CURRENCIES, SIGN_PREFIXES, SIGNS
from archive.domain.figures.measures import CASED, MEASURES, words


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a phrase after a number does: multiply it, and give it a unit. `comma` where its language writes 1,5."""

    kind: Literal["scale", "unit"]
    unit: str | None = None
    factor: Decimal = Decimal(1)
    comma: bool = False


SCALES = {
    100: "hundred",
    1000: "thousand thousands",
    10**6: "million millions mn mln",
    10**9: "billion billions bn bln",
    10**12: "trillion trillions tn trn trln",
    10**5: "lakh lakhs lac lacs",
    10**7: "crore crores",
    12: "dozen",
}
COMMA_SCALES = {
    1000: "tausend tsd mille milliers mil mila тыс тысяча тысячи тысяч duizend tusen tusind "
    "tysiące tysięcy tys bin тисяч",
    10**6: "Millionen Mio Mill millón millones milhão milhões milioni milione млн миллион миллиона миллионов "
    "мільйонів "
    "miljoen miljoner millioner milion miliony milionów milyon",
    10**9: "Milliarde Milliarden Mrd milliard milliards Md Mds miliardo miliardi млрд миллиард миллиарда "
    "миллиардов мільярдів "
    "miljard miljarder milliarder mld miliard miliardy miliardów milyar bilhão bilhões mil_millones mil_milhões",
    10**12: "Billionen Bio billón billones трлн триллион триллиона триллионов trilhão trilhões biljoen",
}
LETTER_SCALES = {"k": 10**3, "m": 10**6, "b": 10**9, "t": 10**12, "mm": 10**6}
"""Scales only beside a currency, or before a noun of people."""

SHARES = "% ％ ٪ percent per_cent pct percents"
COMMA_SHARES = "Prozent pour_cent por_ciento por_cento per_cento процент процента процентов проц procent prosent "
"procenta відсотків yüzde"
POINTS = (
    "percentage_point percentage_points pp p.p ppt ppts pps percent_points point_of_percentage points_of_percentage"
)
COMMA_POINTS = (
    "%_Punkt %_Punkte %_Punkten "
    "Prozentpunkt Prozentpunkte Prozentpunkten point_de_pourcentage points_de_pourcentage puntos_porcentuales "
    "punto_porcentual "
    "pontos_percentuais ponto_percentual punti_percentuali punto_percentuale процентный_пункт процентных_пункта "
    "процентных_пунктов "
    "процентного_пункта п.п procentenheter procentpoint procentpunten"
)
PEOPLE = (
    "people persons person inhabitants residents patients users workers employees adults children students "
    "refugees voters citizens "
    "passengers visitors tourists women men jobs_holders customers subscribers members deaths "
    "Menschen Personen Einwohner Einwohnern Einwohnerinnen Nutzer Beschäftigte personnes habitants personas "
    "habitantes usuarios "
    "pessoas persone abitanti человек людей жителей mensen personer osób"
)
ABBREVIATIONS = words("mio mrd mill bio md mds млн млрд трлн тыс руб долл tsd mln mld проц tys mn bn")
LINKS = frozenset({"of", "de", "di", "d", "u.s"})
"""Words that may stand between a scale and its unit: "millones de euros"."""

Phrase = tuple[str, ...]


def _rows() -> dict[Phrase, Meaning]:
    table: dict[Phrase, Meaning] = {}
    for number, phrases in SCALES.items():
        _add(table, phrases, Meaning(kind="scale", factor=Decimal(number)))
    for number, phrases in COMMA_SCALES.items():
        _add(table, phrases, Meaning(kind="scale", factor=Decimal(number), comma=True))
    for unit, phrases in chain(
        CURRENCIES.items(), MEASURES.items(), [("people", PEOPLE), ("%", SHARES), ("pp", POINTS)]
    ):
        _add(table, phrases, Meaning(kind="unit", unit=unit))
    for unit, phrases in [("%", COMMA_SHARES), ("pp", COMMA_POINTS)]:
        _add(table, phrases, Meaning(kind="unit", unit=unit, comma=True))
    for unit in ("bp", "bps", "basis_points", "basis_point", "Basispunkte"):
        _add(table, unit, Meaning(kind="unit", unit="pp", factor=Decimal("0.01")))
    for number in (10**6, 10**9, 10**12):
        _add(table, f"{SCALES[number].split()[0]}_won", Meaning(kind="unit", unit="KRW", factor=Decimal(number)))
    for unit, factor in (
        ("kt kilotonne kilotonnes", 10**3),
        ("Mt megatonne megatonnes", 10**6),
        ("Gt gigatonnes", 10**9),
    ):
        _add(table, unit, Meaning(kind="unit", unit="t", factor=Decimal(factor)))
    _add(table, "‰", Meaning(kind="unit", unit="%", factor=Decimal("0.1")))
    for sign, unit in SIGNS.items():
        _add(table, sign, Meaning(kind="unit", unit=unit))
    return table


def _add(table: dict[Phrase, Meaning], phrases: str, meaning: Meaning) -> None:
    for word in phrases.split():
        table.setdefault(tuple((word if word in CASED else word.casefold()).strip("_").split("_")), meaning)


PHRASES = _rows()
MONEY = frozenset(CURRENCIES) | frozenset(SIGNS.values()) | frozenset(SIGN_PREFIXES.values())
OPENERS = frozenset(phrase[0] for phrase in PHRASES)
LONGEST = max(map(len, PHRASES))

HAN_FACTORS = {
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "萬": 10**4,
    "만": 10**4,
    "亿": 10**8,
    "億": 10**8,
    "억": 10**8,
}
HAN_FACTORS |= {"兆": 10**12, "조": 10**12}
HAN_UNITS = {
    "pp": "个百分点 個百分點 百分点 百分點 ポイント 퍼센트포인트",
    "%": "% ％ パーセント 퍼센트",
    "USD": "美元 美金 ドル 달러",
    "EUR": "欧元 歐元 ユーロ 유로",
    "CNY": "元 人民币 人民幣 块 위안",
    "JPY": "日元 日圆 円 엔",
    "GBP": "英镑 英鎊 ポンド",
    "HKD": "港元 港币",
    "KRW": "韩元 韓元 원 ウォン",
    "people": "人 名 명",
}
HAN_UNIT = {word: unit for unit, phrases in HAN_UNITS.items() for word in phrases.split()}
HAN = re.compile(
    rf"[ \u00a0]?(?P<scale>[{''.join(HAN_FACTORS)}]{{0,3}})(?:多|余|餘)? ?"
    rf"(?P<unit>{'|'.join(sorted(HAN_UNIT, key=len, reverse=True))})?(?P<tail>以上|以下|左右)?"
)
HAN_DATES = "年月日号號时時点點分第期届代歳岁년월일시分个月週周天"
