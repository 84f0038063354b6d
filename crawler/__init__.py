"""Acts: time, network and processes; the only importer of Scrapy and Twisted."""
