"""Proves who someone is."""
