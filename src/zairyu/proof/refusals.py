"""Why a list or a key is refused, in plain words: no stack trace, and nothing that helps a forger.

The ids are for programs; the sentences are for the person who has the proof in front of them. What
speaks to more people (the counter, the page that checks offline) words the ids itself.
"""

SENTENCES = {
    "list-too-large": "The trust list is larger than any trust list can be.",
    "list-malformed": "This is no trust list, or it was damaged on its way.",
    "list-wrong-type": "This is a signed document, but no trust list.",
    "list-wrong-algorithm": "The trust list is not signed in the one way that counts (ES256).",
    "list-bad-signature": "The trust list was changed after it was signed, or never signed.",
    "list-by-another-root": "The trust list was signed by a root that you do not know.",
    "list-of-another-version": "The trust list is of a version that this program cannot read.",
    "list-expired": "The trust list is too old: it held until {until}. Fetch the present one.",
    "list-from-the-future": "The trust list bears a later date than your clock: {issued}.",
    "list-older": "You hold trust list {have}; this one is older: {number}.",
    "list-key-wrong": "A key in the trust list does not hold ({kid}). Nothing of it is taken.",
    "key-unknown": "The key that signed is not in the trust list: forged, or your list is too old.",
    "key-for-another-use": "The key that signed may sign {of}, and nothing else.",
    "key-compromised": "The key that signed has not been safe since {on}: nothing of it counts.",
    "key-not-yet": "The key that signed was not in use yet: it signs from {since}.",
    "key-retired": "The key that signed was no longer in use: it signed until {until}.",
}


class TrustRefused(ValueError):
    """A trust list that does not count; `reason` is the id, the message a plain sentence."""

    def __init__(self, reason: str, **told: str) -> None:
        """Keep the reason and what its sentence needs."""
        super().__init__(SENTENCES[reason].format(**told))
        self.reason = reason
        self.told = told


class KeyRefused(TrustRefused):
    """A key that does not count for a proof."""
