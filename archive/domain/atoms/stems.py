"""The stem of an English word: what its plural, its past and its British spelling have in common.

Far lighter than Porter's stemmer (M. F. Porter, An algorithm for suffix stripping, Program 14, 1980), whose steps 1 and
5 it follows with his measure: inflection is taken off, and of what derives words only "-ly", "-ment" and "-ion". A stem
need not be a word; it is only compared with other stems.
"""

import re

_IRREGULAR = {
    "agree": "agreed",
    "analysis": "analyses",
    "apartment": "apartment",
    "arise": "arose arisen",
    "bear": "bore born borne",
    "begin": "began begun",
    "bind": "bound",
    "break": "broke broken",
    "bring": "brought",
    "build": "built",
    "bus": "buses",
    "buy": "bought",
    "catch": "caught",
    "child": "children",
    "choose": "chose chosen",
    "crisis": "crises",
    "deal": "dealt",
    "department": "department departments",
    "die": "died dies dying",
    "draw": "drew drawn",
    "drive": "drove driven",
    "eat": "ate eaten",
    "fall": "fell fallen",
    "feel": "felt",
    "fight": "fought",
    "find": "found",
    "fly": "flew flown",
    "foot": "feet",
    "forbid": "forbade forbidden",
    "free": "freed",
    "gas": "gases",
    "grow": "grew grown",
    "guarantee": "guaranteed",
    "hear": "heard",
    "hold": "held",
    "keep": "kept",
    "know": "knew known",
    "lead": "led",
    "leave": "left",
    "lend": "lent",
    "lie": "lied lies lying",
    "life": "lives",
    "lose": "lost",
    "man": "men",
    "mean": "meant",
    "meet": "met",
    "news": "news",
    "pay": "paid",
    "person": "persons people",
    "rise": "rose risen",
    "run": "ran",
    "seek": "sought",
    "sell": "sold",
    "send": "sent",
    "shake": "shook shaken",
    "shoot": "shot",
    "show": "shown",
    "shrink": "shrank shrunk",
    "sing": "sang sung",
    "sink": "sank sunk",
    "speak": "spoke spoken",
    "spend": "spent",
    "stand": "stood",
    "statement": "statement statements",
    "steal": "stole stolen",
    "strike": "struck stricken",
    "swear": "swore sworn",
    "sweep": "swept",
    "take": "took taken",
    "teach": "taught",
    "tear": "tore torn",
    "tell": "told",
    "think": "thought",
    "throw": "threw thrown",
    "wear": "wore worn",
    "win": "won",
    "withdraw": "withdrew withdrawn",
    "woman": "women",
    "write": "wrote written",
}
_FORMS = {form: word for word, forms in _IRREGULAR.items() for form in forms.split()}
_VOWELS = frozenset("aeiouy")
_KEEP_S = ("ss", "us", "is")
_SYLLABLE = re.compile("[aeiouy]+[^aeiouy]+")
_SHORTEST = 3
_LONGEST = 40
"""Longer runs of letters are no words."""


def stem(word: str) -> str:
    """The stem of a folded word; a word of other than Latin letters, and a very short or long one, is its own."""
    if len(word) <= _SHORTEST or len(word) > _LONGEST or not (word.isascii() and word.isalpha()):
        return _FORMS.get(word, word)
    return _even(_FORMS.get(word) or _derived(_inflected(word)))


def _inflected(word: str) -> str:
    """Without plural "-s", "-ed" and "-ing", where a syllable is left."""
    if word[-1] == "s" and not word.endswith(_KEEP_S):
        word = word[:-3] + "y" if word.endswith("ies") and len(word) > 4 else word[:-1]
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("eed"):
        return word
    for ending in ("ed", "ing"):
        stump = word[: -len(ending)]
        if word.endswith(ending) and len(stump) > 1 and not _VOWELS.isdisjoint(stump):
            return _mended(stump)
    return word


def _mended(stump: str) -> str:
    """What is left without "-ed" or "-ing", as it stood before it: "plann" was "plan", "hop" was "hope"."""
    if len(stump) > _SHORTEST and stump[-1] == stump[-2] and stump[-1] not in "aeioulsz":
        return stump[:-1]
    return f"{stump}e" if _is_short(stump) else stump


def _is_short(stump: str) -> bool:
    """Whether a word is one syllable that ends consonant, vowel, consonant, and so keeps its last "e"."""
    if len(stump) < 3 or stump[-1] in "aeiouwxy" or stump[-2] not in _VOWELS or stump[-3] in _VOWELS:
        return False
    return len(_SYLLABLE.findall(stump)) == 1


def _derived(word: str) -> str:
    """Without "-ly", "-ment" and "-ion", where enough is left."""
    if word.endswith("ly") and len(word) > 5:
        word = word[:-4] if word.endswith("ically") else word[:-2]
    if word.endswith("ment") and len(word) > 7:
        word = word[:-4]
    return word[:-3] if word.endswith(("tion", "sion")) and len(word) > 7 else word


def _even(word: str) -> str:
    """One spelling: no last "e" but in short words, "y" as "i", and British endings as American ones."""
    if word.endswith("our") and len(word) > 4:
        word = word[:-3] + "or"
    if word.endswith("tre") and len(word) > 4:
        word = word[:-2] + "er"
    if word.endswith("mme"):
        word = word[:-2]
    if word[-1] == "e" and len(word) > _SHORTEST and not _is_short(word[:-1]):
        word = word[:-1]
    if word.endswith("ll") and len(_SYLLABLE.findall(word)) > 1:
        word = word[:-1]
    return word[:-1] + "i" if word[-1] == "y" else _american(word)


def _american(word: str) -> str:
    if len(word) < 5:
        return word
    if word.endswith("is"):
        return word[:-2] + "iz"
    if word.endswith("yz"):
        return word[:-2] + "ys"
    if word.endswith("isat"):
        return word[:-4] + "izat"
    return word[:-1] + "s" if word.endswith("enc") else word
