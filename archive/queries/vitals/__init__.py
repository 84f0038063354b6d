"""How the watching fares, as the database tells it; each figure is counted where an index makes that cheap."""

from archive.queries.vitals.reading import visits_by_verdict, vitals

__all__ = ["visits_by_verdict", "vitals"]
