"""An embassy and a carrier at the public counter: each sees of a certificate what it needs."""

from datetime import timedelta

import pytest
from tests.casework.conftest import cast, lodged
from tests.casework.ecoe import electronic, hayashi, sent_of

from zairyu.casework import actions

pytestmark = pytest.mark.django_db
__all__ = ["cast", "electronic", "hayashi", "lodged"]


@pytest.fixture
def seen(client, electronic):
    """Return a function that says what a checker of a purpose is shown, in English."""
    code = sent_of(electronic).certificate.code

    def look(purpose, status=200):
        answer = client.get(f"/v/{code}/for/{purpose}", {"lang": "en"})
        assert answer.status_code == status
        return answer.content.decode()

    return look


def test_an_embassy_sees_what_it_compares_with_the_passport_and_the_status(seen):
    shown = seen("embassy")
    for said in (
        "NGUYEN THI LINH", "3 May 1995", "Female", "Viet Nam",
        "Spouse or Child of Japanese National", "1 year",
    ):  # fmt: skip
        assert said in shown, said
    assert "result--valid" in shown


def test_a_carrier_sees_the_name_and_that_it_is_valid_and_no_more(seen):
    shown = seen("carrier")
    assert "NGUYEN THI LINH" in shown
    assert "result--valid" in shown
    for hidden in ("Spouse or Child of Japanese National", "1 year", "Female"):
        assert hidden not in shown, hidden


@pytest.mark.parametrize("purpose", ["embassy", "carrier"])
def test_after_landing_both_read_that_it_has_ended(seen, electronic, hayashi, at, purpose):
    code = sent_of(electronic).certificate.code
    actions.use_at_landing(code, compared=True, by=hayashi, at=at)
    shown = seen(purpose)
    assert "result--ended" in shown
    assert "NGUYEN" not in shown


@pytest.mark.parametrize("purpose", ["embassy", "carrier"])
def test_after_the_last_day_both_read_that_it_has_ended(seen, clock, at, purpose):
    clock.move_to(at + timedelta(days=93))
    assert "result--ended" in seen(purpose)
