"""The whole forged corpus, in the order of its page."""

from tests.forged import credentials, lists, online, papers, tokens

ENTRIES = (
    *tokens.ENTRIES,
    *credentials.ENTRIES,
    *papers.ENTRIES,
    *lists.ENTRIES,
    *online.ENTRIES,
)
