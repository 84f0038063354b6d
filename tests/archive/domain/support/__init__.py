"""Tests of archive.domain.support."""
