"""Encrypts and opens what is sensitive, and holds the keys for it."""
