"""Metrics as Prometheus reads them (text exposition format), made from the vitals of a record."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from archive.domain.vitals import AilmentKind, Vitals, ailments

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
"""What the text is, for a server that hands it out."""

Samples = Iterable[tuple[tuple[str, ...], float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What is measured: the vitals, every visit ever recorded by verdict, and which citewatch looked."""

    vitals: Vitals
    visits: Mapping[str, int]
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One metric: its name and meaning, what its labels are called, and its samples: label values and figure.

    A counter's name ends in _total, and it never sinks as long as the record is the same.
    """

    name: str
    meaning: str
    labels: tuple[str, ...] = ()
    samples: Callable[[Seen], Samples]

    @property
    def is_counter(self) -> bool:
        """Whether it only grows."""
        return self.name.endswith("_total")


def as_metrics(seen: Seen) -> bytes:
    """Every measure in the text format, UTF-8."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Measured(seen))
    return generate_latest(registry)


class _Measured(Collector):
    """The measures as prometheus_client collects them."""

    def __init__(self, seen: Seen) -> None:
        self._seen = seen

    def describe(self) -> Iterable[Metric]:
        return ()

    def collect(self) -> Iterator[Metric]:
        for measure in MEASURES:
            family = CounterMetricFamily if measure.is_counter else GaugeMetricFamily
            metric = family(measure.name, measure.meaning, labels=measure.labels)
            for labels, value in measure.samples(self._seen):
                metric.add_metric(labels, value)
            yield metric


def _one(figure: Callable[[Vitals], float]) -> Callable[[Seen], Samples]:
    return lambda seen: [((), figure(seen.vitals))]


def _named(counts: Mapping[str, int]) -> Samples:
    return [((str(name),), count) for name, count in counts.items()]


def _time(at: datetime | None) -> Samples:
    """A time in seconds since 1970; no sample for none."""
    return [] if at is None else [((), at.timestamp())]


def _ended(seen: Seen) -> Samples:
    return [((run.spider,), run.finished.timestamp()) for run in seen.vitals.runs if run.finished]


def _took(seen: Seen) -> Samples:
    return [((run.spider,), (run.finished - run.started).total_seconds()) for run in seen.vitals.runs if run.finished]


def _well(seen: Seen) -> Samples:
    return [((run.spider,), float(run.state not in ("failed", "died"))) for run in seen.vitals.runs]


def _wrong(seen: Seen) -> Samples:
    found = {ailment.kind for ailment in ailments(seen.vitals)}
    return [((str(kind),), float(kind in found)) for kind in AilmentKind]


def _jobs(seen: Seen) -> Samples:
    return [((job.name,), job.next.timestamp()) for job in seen.vitals.jobs if job.next]


MEASURES = (
    Measure(
        name="citewatch_info",
        meaning="Always 1; the label tells the version",
        labels=("version",),
        samples=lambda seen: [((seen.version,), 1)],
    ),
    Measure(name="citewatch_documents", meaning="Documents that are watched", samples=_one(lambda it: it.documents)),
    Measure(
        name="citewatch_sources",
        meaning="Sources that are watched, by standing; unvisited before the first visit",
        labels=("standing",),
        samples=lambda seen: _named(seen.vitals.standings),
    ),
    Measure(
        name="citewatch_claims",
        meaning="Claims of newest editions, by what their sources make of them",
        labels=("state",),
        samples=lambda seen: _named(seen.vitals.claims),
    ),
    Measure(
        name="citewatch_visits_total",
        meaning="Visits to sources ever recorded, by verdict",
        labels=("verdict",),
        samples=lambda seen: _named(seen.visits),
    ),
    Measure(name="citewatch_due_sources", meaning="Sources that are due", samples=_one(lambda it: it.due.now)),
    Measure(
        name="citewatch_due_soon_sources",
        meaning="Sources that become due within a day",
        samples=_one(lambda it: it.due.soon),
    ),
    Measure(
        name="citewatch_overdue_sources",
        meaning="Sources that have been due for over a day",
        samples=_one(lambda it: it.due.overdue),
    ),
    Measure(
        name="citewatch_next_due_timestamp_seconds",
        meaning="When the next source becomes due that is not yet",
        samples=lambda seen: _time(seen.vitals.due.next),
    ),
    Measure(
        name="citewatch_faulty_sources",
        meaning="Sources whose last visit failed by a fault of ours",
        samples=_one(lambda it: it.faults),
    ),
    Measure(
        name="citewatch_held_sources",
        meaning="Sources that a run holds beyond its time",
        samples=_one(lambda it: it.held),
    ),
    Measure(
        name="citewatch_last_run_timestamp_seconds",
        meaning="When the last run of a spider ended; absent while it runs",
        labels=("spider",),
        samples=_ended,
    ),
    Measure(
        name="citewatch_last_run_duration_seconds",
        meaning="How long the last run of a spider took",
        labels=("spider",),
        samples=_took,
    ),
    Measure(
        name="citewatch_last_run_well",
        meaning="Whether the last run of a spider neither failed nor died",
        labels=("spider",),
        samples=_well,
    ),
    Measure(
        name="citewatch_job_next_timestamp_seconds",
        meaning="When the schedule starts a job next",
        labels=("job",),
        samples=_jobs,
    ),
    Measure(
        name="citewatch_scheduled",
        meaning="Whether a scheduler leads",
        samples=_one(lambda it: float(it.scheduled)),
    ),
    Measure(
        name="citewatch_events_waiting",
        meaning="Events that no alert has told of",
        samples=_one(lambda it: it.events.count),
    ),
    Measure(
        name="citewatch_oldest_event_waiting_timestamp_seconds",
        meaning="Of when the oldest event is that no alert has told of",
        samples=lambda seen: _time(seen.vitals.events.since),
    ),
    Measure(
        name="citewatch_errands_waiting",
        meaning="Errands to other archives that wait",
        samples=_one(lambda it: it.errands.waiting),
    ),
    Measure(
        name="citewatch_errands_failed",
        meaning="Errands to other archives that never worked",
        samples=_one(lambda it: it.errands.failed),
    ),
    Measure(
        name="citewatch_ailments",
        meaning="1 for each thing that is wrong with the watching, by kind, else 0",
        labels=("kind",),
        samples=_wrong,
    ),
    Measure(
        name="citewatch_database_bytes",
        meaning="Bytes that the database takes",
        samples=_one(lambda it: it.room.database),
    ),
    Measure(name="citewatch_warc_bytes", meaning="Bytes of the WARC files", samples=_one(lambda it: it.room.warc)),
    Measure(name="citewatch_warc_files", meaning="WARC files", samples=_one(lambda it: it.room.warc_files)),
    Measure(
        name="citewatch_free_bytes",
        meaning="Bytes of disk left for the record",
        samples=_one(lambda it: it.room.free),
    ),
)
"""Every metric, in the order in which they are written."""
