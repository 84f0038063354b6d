"""Pages as the web has them: an article among furniture, 30 to 400 KB, the same for the same seed and number."""

import json
from functools import cache
from random import Random

SMALLEST, LARGEST = 30_000, 400_000
"""Bytes of a page; sizes are spread evenly over their logarithm, which makes the mean 143 KB.

The rest is set so that the means come near those of 100 real news pages (32 KB compressed, 730 elements, 130 links, 7
KB of main text); half of the pages have their date only in what they show.
"""

_SUBJECTS = """the committee|the survey|a second study|the ministry|the river authority|the council|this report
the museum|the agency|the research group|a spokesperson|the working paper|the harbour office|the school board
the union|the editor|the city archive|the weather service|a panel of experts|the company|the foundation
the central bank|the court"""
_VERBS = """found that|announced that|has argued since March that|denied that|confirmed on Tuesday that
estimates that|reported that|warned that|could not show that|agrees that|will publish evidence that
first noticed that|assumed that"""
_OBJECTS = """{n} percent of all households|about {n} kilometres of track|the old pumping station
most of the {n} samples|the price of a ticket|every third reading room|the {n} remaining boats
a budget of {n} million euros|the new timetable|the drinking water of {n} villages|the average temperature
the number of visitors|the bridge near the market"""
_ENDINGS = """had doubled within {n} years|will need repair before winter|was lower than expected|remains under review
did not change after the reform|is measured in a different way today|had been counted twice|cannot be compared with {n}
was moved to another district|is likely to grow until 20{n}|depends on who is asked|stood at {n} in the previous year"""
_TOPICS = """Water|Transport|Housing|Archives|Harbours|Schools|Energy|Forests|Markets|Museums|Health|Statistics|Weather
Research|Rivers|Energy prices|Opinion|Local news|Long reads|Data|Podcasts|Newsletters|Events|Jobs|Contact"""


def page(number: int, *, version: int, seed: int) -> bytes:
    """The whole page, UTF-8; versions differ in one paragraph of the article and in the day of the last change."""
    rng = Random(f"{seed}/{number}")
    fresh = Random(f"{seed}/{number}/{version}")
    size = round(SMALLEST * (LARGEST / SMALLEST) ** rng.random())
    title = f"{sentence(rng)[:-1]} ({number})"
    day = f"20{rng.randint(15, 25)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
    article = _article(rng, fresh, title=title, day=day, size=min(size // 14, 12_000))
    head = _head(rng, title=title, published=day, modified=f"2026-0{1 + version % 9}-14", size=size * 4 // 5)
    body = f"{_header(rng, size // 40)}{article}{_aside(rng, size // 32)}{_comments(rng, size // 40)}"
    footer = _footer(rng, size - len(head) - len(body))
    return f"<!DOCTYPE html>\n<html lang='en'>{head}<body class='story'>{body}{footer}</body></html>\n".encode()


def sentence(rng: Random) -> str:
    """One English sentence with a figure in it now and then."""
    parts = (rng.choice(choices) for choices in _phrases())
    text = " ".join(parts).replace("{n}", str(rng.randint(11, 98)))
    return f"{text[0].upper()}{text[1:]}."


@cache
def _phrases() -> tuple[list[str], ...]:
    return tuple(text.replace("\n", "|").split("|") for text in (_SUBJECTS, _VERBS, _OBJECTS, _ENDINGS))


@cache
def _topics() -> list[str]:
    return _TOPICS.replace("\n", "|").split("|")


def _paragraph(rng: Random) -> str:
    sentences = [sentence(rng) for _ in range(rng.randint(2, 6))]
    if rng.random() < 0.4:
        sentences.insert(1, f"See <a href='{_address(rng)}'>what {rng.choice(_phrases()[0])} said</a> about it.")
    if rng.random() < 0.2:
        sentences.append(f"<em>{sentence(rng)}</em> <strong>{sentence(rng)}</strong>")
    return f"<p>{' '.join(sentences)}</p>\n"


def _article(rng: Random, fresh: Random, *, title: str, day: str, size: int) -> str:
    author = f"<a rel='author' href='/staff/{rng.randint(1, 90)}'>Ada Example</a>"
    parts = [f"<h1>{title}</h1><p class='byline'>By {author}</p><p class='dateline'>Published on {day}</p>\n"]
    while sum(map(len, parts)) < size:
        parts.append(_block(rng))
    parts.insert(2, _paragraph(fresh))
    return f"<main id='content'><article class='story-body'>{''.join(parts)}</article></main>\n"


def _block(rng: Random) -> str:
    kind = rng.random()
    if kind < 0.08:
        return f"<h2>{sentence(rng)[:-1]}</h2>\n"
    if kind < 0.13:
        caption = f"<figcaption>{sentence(rng)}</figcaption>"
        return f"<figure><img src='/img/{rng.randint(1, 9999)}.jpg' alt=''>{caption}</figure>"
    if kind < 0.17:
        return "<ul>" + "".join(f"<li>{sentence(rng)}</li>" for _ in range(5)) + "</ul>\n"
    if kind < 0.2:
        return f"<blockquote><p>{sentence(rng)}</p></blockquote>\n"
    if kind < 0.22:
        rows = "".join(f"<tr><td>{rng.choice(_topics())}</td><td>{rng.randint(1, 999)}</td></tr>" for _ in range(8))
        return f"<table><tbody>{rows}</tbody></table>\n"
    return _paragraph(rng)


def _head(rng: Random, *, title: str, published: str, modified: str, size: int) -> str:
    facts = {"@type": "NewsArticle", "headline": title}
    times = []
    if rng.random() < 0.5:
        facts |= {"datePublished": published, "dateModified": modified}
        times = [("article:published_time", f"{published}T08:00Z"), ("article:modified_time", f"{modified}T09:30Z")]
    metas = "".join(
        f"<meta property='{name}' content='{value}'>"
        for name, value in (
            ("og:title", title),
            ("og:type", "article"),
            ("og:site_name", "The Example Gazette"),
            ("og:description", sentence(rng)),
            *times,
        )
    )
    return (
        f"<head><meta charset='utf-8'><title>{title} | The Example Gazette</title>{metas}"
        f"<meta name='author' content='Ada Example'><script type='application/ld+json'>{json.dumps(facts)}</script>"
        f"<style>{_style(rng, size // 3)}</style><script>{_script(rng, size * 2 // 3)}</script></head>\n"
    )


def _style(rng: Random, size: int) -> str:
    colours = (
        f".c{rng.randint(1, 9999)}{{margin:{rng.randint(0, 40)}px;color:#{rng.randint(0, 4095):03x}}}\n"
        for _ in range(size // 34)
    )
    return "".join(colours)


def _script(rng: Random, size: int) -> str:
    slots = [
        {"slot": rng.choice(_topics()), "shown": sentence(rng), "key": f"{rng.getrandbits(160):x}"}
        for _ in range(size // 180)
    ]
    return f"window.slots={json.dumps(slots)};"


def _header(rng: Random, size: int) -> str:
    menu = f"<nav><ul>{_links(rng, size, 'nav-item')}</ul></nav>"
    return f"<header><a class='logo' href='/'>The Example Gazette</a>{menu}</header>\n"


def _aside(rng: Random, size: int) -> str:
    cards: list[str] = []
    while sum(map(len, cards)) < size:
        image = f"<img data-src='/thumb/{rng.randint(1, 9999)}.webp' alt=''>"
        cards.append(
            f"<div class='card teaser'><a href='{_address(rng)}'>{image}<h3 class='card-title'>{sentence(rng)}</h3></a>"
            f"<span class='date'>{rng.randint(1, 28)} May 2024</span></div>\n"
        )
    return f"<aside class='sidebar related'>{''.join(cards)}</aside>"


def _comments(rng: Random, size: int) -> str:
    posts: list[str] = []
    while sum(map(len, posts)) < size:
        posts.append(f"<li class='comment'><b>reader{rng.randint(1, 999)}</b><p>{sentence(rng)}</p></li>\n")
    return f"<section id='comments' class='comments'><ol>{''.join(posts)}</ol></section>"


def _footer(rng: Random, size: int) -> str:
    return f"<footer><ul>{_links(rng, size, 'footer-link')}</ul><p>© The Example Gazette</p></footer>"


def _links(rng: Random, size: int, name: str) -> str:
    links: list[str] = []
    while size > 0:
        shape = f"<svg width='12' height='12'><path d='M{rng.randint(0, 99)} {rng.randint(0, 99)}h8v8z'/></svg>"
        links.append(
            f"<li class='{name}'><a href='{_address(rng)}'>{shape}<span>{rng.choice(_topics())}</span></a></li>\n"
        )
        size -= len(links[-1])
    return "".join(links)


def _address(rng: Random) -> str:
    host = "" if rng.random() < 0.8 else f"https://www.example-{rng.randint(1, 40)}.org"
    return f"{host}/{rng.choice(_topics()).lower().replace(' ', '-')}/{rng.randint(1, 99999)}"
