"""Scrapy's settings, as far as they do not follow from citewatch's own (those: crawler.configuration)."""

import sys

BOT_NAME = "citewatch"
LOG_SCRAPY_VERSIONS = False
SPIDER_MODULES = ["crawler.spiders"]
NEWSPIDER_MODULE = "crawler.spiders"
COMMANDS_MODULE = "crawler.commands"
ADDONS = {"crawler.configuration.Configuration": 100}

# Only what cited addresses can be: no file, data, ftp or s3 reaches a handler.
DOWNLOAD_HANDLERS = {
    "http": "crawler.wire.WireHandler",
    "https": "crawler.wire.WireHandler",
    "file": None,
    "data": None,
    "ftp": None,
    "s3": None,
}
TWISTED_DNS_RESOLVER = "crawler.resolver.Resolver"
REACTOR_THREADPOOL_MAXSIZE = 20
if sys.platform != "win32":
    ASYNCIO_EVENT_LOOP = "uvloop.Loop"

# Nothing listens: the console and the remote control run code for whoever connects.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
COOKIES_ENABLED = False

DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": None,
    "scrapy.downloadermiddlewares.stats.DownloaderStats": None,
    "scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware": None,
    "crawler.middlewares.robots.RobotsMiddleware": 100,
    "crawler.middlewares.conditions.ConditionsMiddleware": 450,
    "crawler.middlewares.retries.RetriesMiddleware": 550,
    "crawler.middlewares.redirects.PageRefreshMiddleware": 580,
    "crawler.middlewares.compression.CompressionMiddleware": 590,
    "crawler.middlewares.redirects.RedirectHopsMiddleware": 600,
}
# Every status is an outcome, and an address of any length gets its visit.
SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,
    "scrapy.spidermiddlewares.referer.RefererMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
}
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
}
STATS_DUMP = False
LOG_LEVEL = "INFO"
LOG_FORMAT = "%(asctime)s %(levelname)s %(message)s"
LOG_DATEFORMAT = "%H:%M:%S"
