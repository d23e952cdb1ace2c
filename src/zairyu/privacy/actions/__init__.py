"""Verbs of privacy: ask about a look, end a session, order a copy, leave."""
