"""Scrapy's own commands, where citewatch needs more of them."""
