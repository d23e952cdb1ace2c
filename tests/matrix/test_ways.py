"""From the guide to a closed case: every family of forms, procedure and delivery, through the acts.

Who files, what is answered, which permits stand beside and which papers are asked differ from way
to way; the seed makes each way the same again.
"""

from random import Random

import pytest
from tests.making import applying, forms
from tests.making.forms import Kind
from tests.making.visitors import CATEGORIES, Visitor, visit
from tests.matrix import ways
from tests.matrix.ways import Way

from zairyu.filing.guide.verdict import verdict
from zairyu.law.problem import Refusal
from zairyu.law.procedures import procedure

pytestmark = pytest.mark.django_db
SEED = 20261124
ENDS = ("refused", "withdrawn", "turned_away", "corrected")


def every_way() -> list[tuple[Kind, str]]:
    return [
        (kind, delivery)
        for kind in forms.families()
        for delivery in procedure(kind.procedure, forms.ON).deliveries
    ]


def visitor_of(kind: Kind, delivery: str) -> Visitor:
    """Return a visitor who may file this, drawn from all who may, with permits now and then."""
    dice = Random(f"{SEED}{kind}{delivery}")
    drawn = dice.choice(list(forms.with_permits(kind)))
    for beside in (drawn, kind):
        for category in dice.sample(CATEGORIES, len(CATEGORIES)):
            found = Visitor(beside, category, delivery, SEED, forms.ON)
            try:
                answers = visit(found)
                may = verdict(answers).may_begin
            except (AssertionError, LookupError, Refusal):
                continue  # a plain no on the way, or a permit that this status does not take
            if may and set(answers.permits) == set(beside.permits):
                return found
    raise AssertionError(f"nobody may file {kind} by {delivery}")


def lodged(kind: Kind, delivery: str, cast, at) -> Way:
    visitor = visitor_of(kind, delivery)
    way = Way(visitor, applying.file(visitor, cast.linh, at), cast, at)
    ways.arrived(way)
    return way


def told(record_property, kind: Kind, delivery: str, end: str) -> None:
    record_property("way", f"{kind.procedure} {kind.family or '-'} {delivery} → {end}")


@pytest.mark.parametrize(("kind", "delivery"), every_way(), ids=str)
def test_a_person_goes_from_the_guide_to_a_closed_case(kind, delivery, cast, at, record_property):
    way = lodged(kind, delivery, cast, at)
    ways.examined(way)
    ways.granted(way)
    ways.delivered(way)
    told(record_property, kind, delivery, way.case.state)


@pytest.mark.parametrize(
    ("kind", "end"),
    [(kind, ENDS[place % len(ENDS)]) for place, kind in enumerate(forms.families())],
    ids=str,
)
def test_an_application_can_also_end_otherwise(kind, end, cast, at, record_property):
    way = lodged(kind, "post", cast, at)
    if end in ("refused", "corrected"):
        ways.examined(way)
    getattr(ways, end)(way)
    if end == "corrected":
        ways.refused(way)
    told(record_property, kind, "post", f"{end}, {way.case.state}")
