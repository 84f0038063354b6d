"""Scrapy's settings, as far as they do not follow from citewatch's own (those: crawler.configuration)."""

from crawler.fetching import SETTINGS as FETCHING

BOT_NAME = "citewatch"
SPIDER_MODULES = ["crawler.spiders"]
NEWSPIDER_MODULE = "crawler.spiders"
COMMANDS_MODULE = "crawler.commands"
ADDONS = {"crawler.configuration.Configuration": 100}

# How addresses are fetched stands in crawler.fetching, which the tests of the wire use as well.
globals().update(FETCHING)

# asyncio's own loop, not uvloop: libuv stops watching a socket when a reset arrives together with data, so that a
# connection that broke would look like one that stalled.
ASYNCIO_EVENT_LOOP = None

# Every status is an outcome, and an address of any length gets its visit.
SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,
    "scrapy.spidermiddlewares.referer.RefererMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
}
# A response is one item; Scrapy starts this many tasks for each response, a hundred by default.
CONCURRENT_ITEMS = 1
ITEM_PIPELINES = {
    "crawler.stages.CaptureStage": 100,
    "crawler.stages.ReadStage": 200,
    "crawler.stages.RecordStage": 300,
}
EXTENSIONS = {
    "crawler.progress.Progress": 100,
    "scrapy.extensions.logstats.LogStats": None,
    "scrapy.extensions.corestats.CoreStats": None,
    "scrapy.extensions.logcount.LogCount": None,
    # Off by their own settings as well; so they are not even imported.
    "scrapy.extensions.telnet.TelnetConsole": None,
    "scrapy.extensions.remote_control.RemoteControl": None,
}
STATS_CLASS = "crawler.uncounted.Uncounted"
STATS_DUMP = False
LOG_VERSIONS: list[str] = []
LOG_FORMATTER = "crawler.logs.TerseLogs"
LOG_LEVEL = "INFO"
LOG_FORMAT = "%(asctime)s %(levelname)s %(message)s"
LOG_DATEFORMAT = "%H:%M:%S"
