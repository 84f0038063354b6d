"""Telling people of events: the file that says whom, the messages, and the ways by which they go."""
