"""The pages that the tests of rescue archive, and the claim that rests on them."""

CLAIM = "The mill in Eastmoor exported 4,200 tonnes of steel in 2019"

_AROUND = (
    "The river runs past the old sheds, and the wharf behind them was rebuilt after the flood of the year before. "
    "Three families have owned the works since they were founded, and a fourth has lately bought a share in them. "
    "Visitors may see the rolling hall on the first Sunday of each month between spring and late autumn."
)


def page(sentence: str, *, title: str = "The mill at Eastmoor") -> bytes:
    """A page with this sentence between others."""
    return (
        f"<!doctype html><html lang=en><head><title>{title}</title></head><body><main><h1>{title}</h1>"
        f"<p>{_AROUND}</p><p>{sentence}</p><p>The works employ two hundred people, "
        "most of whom live in the village on the other bank and cross by the ferry.</p></main></body></html>"
    ).encode()


CARRIES = page(f"{CLAIM}.")
LOST = page("The mill in Eastmoor exported 3,900 tonnes of steel in 2018.")
MISSING = (
    b"<!doctype html><html><head><title>404 Not Found</title></head><body><h1>Page not found</h1>"
    b"<p>Sorry, the page you requested was not found.</p></body></html>"
)
CHALLENGE = (
    b"<!doctype html><html><head><title>Just a moment...</title></head><body><h1>Just a moment...</h1>"
    b"<p>Checking your browser before accessing page.example.</p></body></html>"
)


def document(*urls: str, claims: tuple[str, ...] = (CLAIM,)) -> str:
    """A document whose claims each cite the address of the same place."""
    pairs = list(zip(claims, urls, strict=True))
    sentences = [f"{claim} [{number}]." for number, (claim, _) in enumerate(pairs, 1)]
    entries = [f"{number}. {url}" for number, (_, url) in enumerate(pairs, 1)]
    return "\n\n".join(["# On mills", *sentences, "## References", "\n".join(entries)]) + "\n"
