"""Stage 1: the exchanges of a visit into the WARC, durable before anything is said of them."""

from collections.abc import Sequence

from archive.domain.visits import Captured, Fetched
from archive.store.warc import WarcWriter
from pipelines.batches import Batches


class Capture:
    """Files visits as evidence: when a call returns, the records are on the disk."""

    def __init__(self, writer: WarcWriter) -> None:
        self._writer = writer
        self._batches: Batches[Fetched, Captured] = Batches(self._file, name="warc")

    async def __call__(self, visit: Fetched | Captured) -> Captured:
        """Write the visit's records and wait for their fsync; what is filed already passes.

        Raises WarcError when the disk refuses.
        """
        return visit if isinstance(visit, Captured) else await self._batches.submit(visit)

    def close(self) -> None:
        """Finish what was handed in and close the file."""
        self._batches.close()
        self._writer.close()

    def _file(self, visits: Sequence[Fetched]) -> list[Captured | Exception]:
        captured = [Captured(fetched=fetched, captures=self._writer.write_visit(fetched)) for fetched in visits]
        self._writer.commit()
        return list(captured)
