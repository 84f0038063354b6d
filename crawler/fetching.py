"""Scrapy's settings for fetching: which of its parts are replaced by ours, and which are off."""

from typing import Any

SETTINGS: dict[str, Any] = {
    "DOWNLOAD_HANDLERS": {
        "http": "crawler.wire.WireHandler",
        "https": "crawler.wire.WireHandler",
        "data": None,
        "file": None,
        "ftp": None,
        "s3": None,
    },
    "DOWNLOADER_MIDDLEWARES": {
        "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
        "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
        "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
        "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
        "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
        "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
        "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
        "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": None,
        "scrapy.downloadermiddlewares.stats.DownloaderStats": None,
        "crawler.middlewares.robots.RobotsMiddleware": 100,
        "crawler.middlewares.conditions.ConditionsMiddleware": 450,
        "crawler.middlewares.retries.RetriesMiddleware": 550,
        "crawler.middlewares.redirects.PageRefreshMiddleware": 580,
        "crawler.middlewares.compression.CompressionMiddleware": 590,
        "crawler.middlewares.redirects.RedirectHopsMiddleware": 600,
    },
    "DOWNLOADER": "crawler.downloading.OneAtATimeDownloader",
    "TWISTED_DNS_RESOLVER": "crawler.resolver.Resolver",
    "DNS_TIMEOUT": 20,
    # A lookup that hangs holds its thread: more threads than such hosts at once.
    "REACTOR_THREADPOOL_MAXSIZE": 32,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
    "ROBOTSTXT_OBEY": True,
    "COOKIES_ENABLED": False,
    "REFERER_ENABLED": False,
    "HTTPERROR_ALLOW_ALL": True,
    # Scrapy drops longer addresses without a word; a source must have its visit.
    "URLLENGTH_LIMIT": 0,
    "DOWNLOAD_WARNSIZE": 0,
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
}
