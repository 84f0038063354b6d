"""Understands: bytes become values here, without Scrapy and without SQL."""
