"""Every way in which a sign-in with another provider can fail, by our own codes.

What a provider or a library says of it may quote tokens and names. It is never kept, shown or
logged: only these codes are.
"""

from zairyu.law.problem import Problem, Refusal

# The status with which a page answers.
CODES: dict[str, int] = {
    # this deployment
    "unknown-provider": 404,  # no provider of this name
    # the way there and back
    "cancelled": 403,  # the person said no at the provider (access_denied)
    "refused-there": 403,  # the provider ended it for another reason
    "state": 403,  # not begun in this browser, used already, or made up
    "too-late": 403,  # begun longer ago than ten minutes
    "mixed-up": 403,  # the answer of one provider, brought to another's address
    "no-code": 403,  # neither a code nor an error
    # the provider
    "provider-down": 503,  # no answer, or none that can be read
    "code-refused": 403,  # a code that was used, or was never given to us
    "client-refused": 503,  # our key or our name is not known there (any more)
    # the token, in the order in which it is looked at
    "token-missing": 503,
    "token-malformed": 403,
    "algorithm": 403,  # none, HS256 or any other that was not agreed
    "key-unknown": 403,  # signed with a key that the provider does not publish
    "signature": 403,
    "issuer": 403,
    "audience": 403,
    "expired": 403,
    "not-yet": 403,
    "nonce": 403,  # a token of another sign-in
    "token-of-other-access": 403,  # at_hash does not fit
    "too-weak": 403,  # proved less strongly than was asked for (acr)
    "not-anew": 403,  # asked to prove it anew, and did not (auth_time)
    "other-subject": 403,  # userinfo speaks of somebody else
    # the account
    "other-person": 403,  # linked to another account than the one that is signed in
    "taken": 403,  # linked to another account here
    "one-per-provider": 403,  # another account of this provider is linked here
    "not-same-person": 403,  # birth or sex are not those that were proved before
    "last-way": 422,  # without it there would be no way to sign in
}


class OidcRefused(Refusal):
    """A sign-in with another provider failed; `code` is all that is ever told of why."""

    def __init__(self, code: str) -> None:
        """Keep the code, which must be one of ours."""
        self.status = CODES[code]
        self.code = code
        super().__init__(Problem(f"oidc.{code}"))
