"""What a wallet is told when something is not right: the error codes of the specifications."""


class WalletRefused(Exception):
    """A request of a wallet that is not granted; `error` is a code of OpenID4VCI or OAuth 2.0."""

    def __init__(self, error: str, said: str = "", status: int = 400) -> None:
        """Keep the code, a sentence for whoever writes wallets (ASCII), and the HTTP status."""
        super().__init__(error)
        self.error = error
        self.said = said
        self.status = status

    def body(self) -> dict[str, str]:
        """Return what the wallet is sent."""
        told = {"error_description": self.said} if self.said else {}
        return {"error": self.error} | told
