"""Notes by which a page says itself that it was corrected."""

import re
from collections.abc import Iterable

from archive.domain.comparing.passages import Passage

# Each row: the words with which such a note begins, as newspapers of that language head it; a colon, dash or bracket
# follows. Taken from correction policies: Reuters, AP, New York Times, Guardian ("This article was amended"), Spiegel
# ("In einer früheren Version"), Le Monde ("Rectificatif"), El País ("Fe de errores"), ANSA, NOS, Lenta, NHK, Xinhua.
_HEADS = (
    (
        "en",
        r"corrections?(?: and clarifications?)?|corrected|clarifications?|editor[’']?s['’]? notes?",
    ),
    ("en", r"errat(?:um|a)|corrigend(?:um|a)|retraction|retracted|updates?|updated"),
    (
        "de",
        r"berichtigung|korrektur(?:hinweis)?|korrigiert|richtigstellung|aktualisierung|"
        r"(?:anm(?:erkung|\.)|hinweis) der redaktion",
    ),
    ("fr", r"rectificatif|rectification|correction|erratum|mise au point|note de la rédaction|mise à jour"),
    (
        "es",
        r"corrección|correcciones|fe de err(?:ores|atas)|rectificación|nota del editor|nota de la redacción|aclaración",
    ),
    ("it", r"rettifica|correzione|errata corrige|nota della redazione|precisazione"),
    ("pt", r"correção|errata|erramos|nota da redação|retificação"),
    ("nl", r"correctie|rectificatie|noot van de redactie"),
    ("pl", r"sprostowanie|korekta|erratum"),
    ("sv", r"rättelse|korrigering"),
    ("da, no", r"rettelse|korrektion|retting"),
    ("ru", r"исправление|исправлено|уточнение|опровержение|поправка"),
    ("uk", r"виправлення|уточнення|спростування"),
    ("zh", r"更正|勘误|勘誤|訂正|编者注|編者註|编者按"),
    ("ja", r"訂正|お詫びと訂正|修正|編集部注"),
    ("ko", r"정정|바로잡습니다|수정"),
    ("tr", r"düzeltme"),
    ("ar", r"تصحيح|تصويب"),
)
_SAYINGS = (
    ("en", r"(?:an?|the) (?:earlier|previous|original|prior) version of (?:this|the)"),
    ("en", r"this (?:article|story|post|page|report|piece|column) (?:was|has been) (?:corrected|amended|clarified)"),
    (
        "en",
        r"(?:we|the \w+) regrets? the error|has been (?:updated|corrected) to (?:reflect|correct|clarify|remove|say)",
    ),
    ("de", r"in (?:einer|der) (?:früheren|vorherigen|ursprünglichen|ersten) (?:version|fassung)"),
    ("de", r"wir haben (?:den fehler|dies|das|die stelle|den text|die angabe) korrigiert"),
    ("fr", r"une (?:première|précédente) version de cet article|une version (?:précédente|antérieure) de cet article"),
    ("de", r"(?:der|dieser) (?:artikel|text|beitrag) wurde (?:nachträglich )?(?:korrigiert|berichtigt)"),
    ("fr", r"cet article a été (?:modifié|corrigé|rectifié)"),
    ("es", r"(?:este artículo|esta noticia|esta información) ha sido (?:corregid|modificad|rectificad)[oa]"),
    ("it", r"questo articolo è stato (?:corretto|rettificato|modificato)"),
    ("es", r"una versión (?:anterior|previa) de est[ea]"),
    ("it", r"una (?:precedente versione|versione precedente) di quest"),
    ("pt", r"uma versão anterior d(?:este|esta)"),
    ("nl", r"in een eerdere versie van"),
)
_HEAD = re.compile(
    rf"^\W{{0,4}}(?:{'|'.join(words for _, words in _HEADS)})"
    r"(?:[^:：\n\w]{1,3}[^:：\n\d]{0,20}\d[^:：\n]{0,20})?\s{0,2}(?:[:：)\]】]|[-–—]\s|$)",
    re.IGNORECASE,
)
_SAYING = re.compile("|".join(rf"\b(?:{words})" for _, words in _SAYINGS), re.IGNORECASE)
_UPDATE = re.compile(r"^\W{0,4}(?:updates?|updated|aktualisierung|mise à jour|korrigiert)\b", re.IGNORECASE)
# Each saying has one of these in it: to look for them is cheap, and few passages have any.
_SAID = (
    "version",
    "regret",
    "correct",
    "amend",
    "clarif",
    "updated",
    "fassung",
    "korrigiert",
    "versión",
    "versão",
    "versie",
    "berichtigt",
    "modifié",
    "corrigé",
    "rectifié",
    "corregid",
    "modificad",
    "rectificad",
    "corrett",
    "rettificat",
    "modificat",
)
_MOMENT = re.compile(r"(?:19|20)\d\d|\d:\d\d")
_WORD = re.compile(r"[^\W\d_]+")
_SEARCHED = 400
_DATE_WORDS = 4


def corrections_in(passages: Iterable[Passage]) -> tuple[str, ...]:
    """Those of the passages that are correction notes, as written."""
    return tuple(each.text for each in passages if is_note(each.text))


def is_note(text: str) -> bool:
    """Whether a passage is a correction note."""
    start = text[:_SEARCHED]
    lower = start.lower()
    if any(key in lower for key in _SAID) and _SAYING.search(start):
        return True
    return _HEAD.match(start) is not None and not _only_dates(start)


def _only_dates(text: str) -> bool:
    """Whether a line that begins with "Updated" holds nothing but when: that is no note, but a date of change."""
    head = _UPDATE.match(text)
    if not head:
        return False
    rest = text[head.end() :]
    words = _WORD.findall(rest)
    return not words or (len(words) <= _DATE_WORDS and _MOMENT.search(rest) is not None)
