"""What a process imports and warms up that crawls are forked from (tests.prepared); nobody else imports this."""

import gc
import os
import pkgutil
from importlib import import_module

import scrapy.cmdline  # noqa: F401 - warmed up for whoever is forked from here
from scrapy.settings import default_settings

import crawler
import tests.prepared  # noqa: F401 - as above
from pipelines.reading import nursery  # noqa: F401 - as above
from pipelines.reading.trades import learn

# As a nursery is started: forking needs one thread.
os.environ |= {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


def _modules_of_scrapy() -> set[str]:
    """The modules of what Scrapy's own settings name."""
    named = [value for name, value in vars(default_settings).items() if name.isupper()]
    tables = [path for value in named if isinstance(value, dict) for path in [*value, *value.values()]]
    return {path.rpartition(".")[0] for path in [*named, *tables] if isinstance(path, str) and path[:7] == "scrapy."}


for module in pkgutil.walk_packages(crawler.__path__, "crawler."):
    if not module.name.endswith("__main__"):
        import_module(module.name)
for name in sorted(_modules_of_scrapy()):
    if name != "scrapy.extensions.telnet":
        import_module(name)
learn("pipelines.extract")
# What is here stays: no crawl need look whether it can be let go.
gc.collect()
gc.freeze()
