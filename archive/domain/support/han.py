"""Whether a passage in Chinese says the opposite of a claim, by characters: there are no spaces between words."""

import re
from collections.abc import Sequence

from rapidfuzz.distance import LCSseq

from archive.domain.support.languages import script_of
from archive.domain.support.negations import Turned
from archive.domain.support.pieces import sentences

_DENIAL = re.compile("没有|并未|并非|未能|尚未|从未|否认|拒绝|没|未|不|非")
_SPARED = re.compile("不仅|不但|不断|不过|不同|不少|不久|不只|不止|不得不|未来|非常|非洲|除非|无不")
"""Words in which these characters deny nothing."""
_REACH = 3
"""A denial bears on the characters that stand so close after it."""
_NEARLY_ALL = 0.9
_PAIRS = tuple(
    tuple(side.split("|") for side in pair.split("/"))
    for pair in (
        "上升|上涨|增长|增加|升至|提高/下降|下跌|减少|降至|降低|下滑",
        "利润|盈利/亏损",
        "顺差/逆差",
        "出口/进口",
        "买入|购买/卖出|出售",
        "批准|通过|同意/否决|驳回|反对",
        "支持/反对",
        "雇用|招聘/解雇|裁员",
        "开放|开业/关闭|关门",
        "胜诉|获胜|赢得/败诉|落败|输掉",
        "高于/低于",
        "合法/非法",
        "成功/失败",
        "之前/之后",
    )
)
"""What opposes what, one side to the other."""


def turned_in_han(claim: str, passage: str) -> Turned | None:
    """The word that turns the passage against the claim, in the sentence that has most of it; None in other scripts."""
    if script_of(claim) != "han":
        return None
    told = (passage[start:end] for start, end in sentences(passage))
    theirs = max(told, key=lambda each: LCSseq.similarity(claim, each), default="")
    ours, theirs = _plain(claim), _plain(theirs)
    denied = _denied(ours, theirs)
    if denied is not None:
        return Turned(word=denied)
    lacked = _denied(theirs, ours)
    if lacked is not None:
        rest = _DENIAL.sub("", ours)
        return Turned(word=lacked, sure=LCSseq.normalized_similarity(rest, theirs) >= _NEARLY_ALL)
    opposite = next((word for one, other in _PAIRS for word in _opposed(ours, theirs, one, other)), None)
    return Turned(word=opposite) if opposite else None


def _plain(text: str) -> str:
    """The text with the words blank in which nothing is denied."""
    return _SPARED.sub(lambda found: " " * len(found[0]), text)


def _denied(ours: str, theirs: str) -> str | None:
    """The denial in the second that bears on what both have, the first having none."""
    if _DENIAL.search(ours):
        return None
    held = {
        place
        for code in LCSseq.opcodes(ours, theirs)
        if code.tag == "equal"
        for place in range(code.dest_start, code.dest_end)
    }
    found = _DENIAL.finditer(theirs)
    return next((each[0] for each in found if not held.isdisjoint(range(each.end(), each.end() + _REACH))), None)


def _opposed(ours: str, theirs: str, one: Sequence[str], other: Sequence[str]) -> list[str]:
    for mine, against in ((one, other), (other, one)):
        has = [any(word in text for word in side) for text, side in ((ours, mine), (ours, against), (theirs, mine))]
        if has == [True, False, False]:
            return [word for word in against if word in theirs]
    return []
