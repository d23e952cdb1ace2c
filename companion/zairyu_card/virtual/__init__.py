"""Virtual cards and a test authority: for tests and demonstrations, never part of a release.

All keys are made when the program runs. The authority's names say TEST ONLY, and its policies lie
in an arc of our own, so that nothing issued here can pass for a certificate of the real service.
"""

from zairyu_card.virtual.authority import POLICIES, Authority
from zairyu_card.virtual.card import VirtualCard
from zairyu_card.virtual.personas import PERSONAS, Persona, persona_from

__all__ = ["PERSONAS", "POLICIES", "Authority", "Persona", "VirtualCard", "persona_from"]
