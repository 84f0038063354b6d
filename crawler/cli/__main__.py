"""`python -m crawler.cli` is `citewatch`."""

from crawler.cli import main

main()
