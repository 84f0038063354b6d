"""Asking another archive to save the pages that we see alive, and looking at what it saved."""
