"""The stem of an English word: what its plural, its past and its British spelling have in common.

Far lighter than Porter's stemmer (Program 14, 1980), whose first step it follows: inflection is taken off, and of what
derives words only "-ly", "-ment" and "-ion". A stem need not be a word; it is only compared with other stems.
"""

_IRREGULAR = {
    "be": "be am is are was were been",
    "arise": "arose arisen",
    "bear": "bore born borne",
    "begin": "began begun",
    "bind": "bound",
    "break": "broke broken",
    "bring": "brought",
    "build": "built",
    "buy": "bought",
    "catch": "caught",
    "child": "children",
    "choose": "chose chosen",
    "deal": "dealt",
    "drive": "drove driven",
    "draw": "drew drawn",
    "eat": "ate eaten",
    "fall": "fell fallen",
    "feel": "felt",
    "fight": "fought",
    "find": "found",
    "fly": "flew flown flies",
    "forbid": "forbade forbidden",
    "foot": "feet",
    "grow": "grew grown",
    "hear": "heard",
    "hold": "held",
    "keep": "kept",
    "know": "knew known",
    "lead": "led",
    "leave": "left",
    "lend": "lent",
    "lose": "lost",
    "man": "men",
    "mean": "meant",
    "meet": "met",
    "pay": "paid",
    "rise": "rose risen",
    "run": "ran",
    "sell": "sold",
    "send": "sent",
    "seek": "sought",
    "shake": "shook shaken",
    "shoot": "shot",
    "show": "shown",
    "shrink": "shrank shrunk",
    "sing": "sang sung",
    "sink": "sank sunk",
    "speak": "spoke spoken",
    "spend": "spent",
    "stand": "stood",
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
    "person": "persons",
    "life": "lives",
    "die": "died dies dying",
    "lie": "lied lies lying",
    "use": "used using",
}
_FORMS = {form: word for word, forms in _IRREGULAR.items() for form in forms.split()}
_VOWELS = frozenset("aeiouy")
_KEEP_S = ("ss", "us", "is")
_SHORTEST = 3
_LONGEST = 40
"""Longer runs of letters are no words."""


def stem(word: str) -> str:
    """The stem of a folded word; a word of no Latin letters, and a very short or long one, is its own."""
    if len(word) <= _SHORTEST or len(word) > _LONGEST or not (word.isascii() and word.isalpha()):
        return _FORMS.get(word, word)
    return _even(_FORMS.get(word) or _derived(_inflected(word)))


def _inflected(word: str) -> str:
    """Without plural "-s", "-ed" and "-ing", where a syllable is left."""
    if word[-1] == "s" and not word.endswith(_KEEP_S):
        word = word[:-3] + "y" if word.endswith("ies") and len(word) > 4 else word[:-1]
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    for ending in ("ed", "ing"):
        if word.endswith(ending) and _is_syllable(word[: -len(ending)]):
            return word[: -len(ending)]
    return word


def _is_syllable(stump: str) -> bool:
    """Whether what is left of a word may stand alone: "ask" of "asked", but not "spr" of "spring"."""
    return len(stump) > 2 and stump[-2:] != "ee" and not _VOWELS.isdisjoint(stump)


def _derived(word: str) -> str:
    """Without "-ly", "-ment" and "-ion", where enough is left."""
    if word.endswith("ly") and len(word) > 5:
        word = word[:-2]
    if word.endswith("ment") and len(word) > 7:
        word = word[:-4]
    if word.endswith(("tion", "sion")) and len(word) > 6:
        word = word[:-3]
    return word


def _even(word: str) -> str:
    """One spelling: no last "e", no double consonant last, "y" as "i", and British endings as American ones."""
    if word.endswith("our") and len(word) > 4:
        word = word[:-3] + "or"
    if word.endswith("tre") and len(word) > 4:
        word = word[:-2] + "er"
    if word[-1] == "e" and len(word) > _SHORTEST:
        word = word[:-1]
    if len(word) > _SHORTEST and word[-1] == word[-2] and word[-1] not in _VOWELS:
        word = word[:-1]
    if word[-1] == "y" and len(word) > 2:
        return word[:-1] + "i"
    return _american(word)


def _american(word: str) -> str:
    if len(word) < 5:
        return word
    if word.endswith("is"):
        return word[:-2] + "iz"
    if word.endswith("isat"):
        return word[:-4] + "izat"
    return word[:-1] + "s" if word.endswith("enc") else word
