"""Whose proofs a drill of the keys plays with: a made-up case, told by the same letters as any."""

from datetime import datetime
from io import StringIO

from django.core.management import call_command

from zairyu.casework.actions import signing_anew
from zairyu.casework.models import Case
from zairyu.certificates.anew import Anew
from zairyu.notices import queries as notices
from zairyu.notices.letters import in_language
from zairyu.proof.entries import TrustedKey


class Holders:
    """Makes cases where everything is thrown away, and reads the letters that they were owed."""

    def case(self) -> str:
        """Make a case; return what its proofs are about."""
        call_command("make_cases", "1", stdout=StringIO())
        return f"case:{Case.objects.latest('pk').key}"

    def sign_anew(self, lost: TrustedKey, at: datetime) -> Anew:
        """Sign anew what a lost key had signed, as the ceremony does."""
        return signing_anew.sign_anew(lost, at, by="system")

    def letters(self, about: str) -> list[str]:
        """Return what the letters about a case say in English, oldest first."""
        return [in_language(one.text, "en") for one in notices.about(about)]
