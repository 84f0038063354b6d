"""A trade that lacks a part."""


def check() -> list[str]:
    """One part is missing."""
    return ["abacus: No module named 'abacus'"]
