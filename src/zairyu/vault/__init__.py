"""Encrypts what is sensitive, opens it again, and holds the keys for it."""

from zairyu.vault.sealing import CannotOpen, open, open_json, seal, seal_json

__all__ = ["CannotOpen", "open", "open_json", "seal", "seal_json"]
