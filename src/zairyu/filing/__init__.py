"""Drafts, answers, uploads and the sealed submission."""
