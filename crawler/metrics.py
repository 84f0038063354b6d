"""The metrics of a record, and the file of them that is written after each run."""

import logging
from importlib.metadata import version
from pathlib import Path

from archive.config import Settings
from archive.export import files
from archive.queries.vitals import visits_by_verdict
from archive.store.database import Database, Transaction
from crawler.vitals import take_vitals

log = logging.getLogger("citewatch")


def metrics_of(transaction: Transaction, settings: Settings) -> bytes:
    """The metrics of the record that the settings name, as Prometheus reads them."""
    # Here, so that commands that only ask need not wait for what writes metrics.
    from archive.export.metrics import Seen, as_metrics

    vitals, visits = take_vitals(transaction, settings), visits_by_verdict(transaction)
    return as_metrics(Seen(vitals=vitals, visits=visits, version=version("citewatch")))


def write_metrics(database: Database, settings: Settings) -> None:
    """Write CITEWATCH_METRICS_FILE anew where it is set: whole, or with a warning not at all.

    What went wrong with a figure is no reason to fail the run that it is about.
    """
    if not settings.metrics_file:
        return
    try:
        with database.read() as transaction:
            files.put(Path(settings.metrics_file), metrics_of(transaction, settings))
    except Exception as error:  # noqa: BLE001 - see above
        facts = {"event": "metrics-not-written", "file": settings.metrics_file}
        log.warning("the metrics could not be written to %s: %s", settings.metrics_file, error, extra={"facts": facts})
