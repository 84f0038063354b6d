"""What stands between the spiders and the wire: Scrapy's downloader middlewares, made fit for evidence."""
