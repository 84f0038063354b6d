"""Reading in processes of its own, with limits on time and memory: a page can break its reader, never the crawl.

    crawl ── socket ── worker        one job at a time; killed when it is late, replaced when it died
      └──── control ── nursery       imported everything once; forks workers; ends them when the crawl ends

Why not multiprocessing or pebble: both run the crawl's main script again in every worker. pebble's workers share
one pipe and its lock, so that one that is killed idle, or fails while it takes a job, breaks the whole pool.
"""

from pipelines.reading.readers import Readers

__all__ = ["Readers"]
