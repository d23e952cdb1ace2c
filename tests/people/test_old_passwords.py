"""A password does not end: the year of the agency's system is not ours."""

from datetime import timedelta

import pytest
from tests.people.signing import second, sign_in


def test_a_password_of_three_years_ago_opens_the_door(client, linh, clock, at):
    later = at + timedelta(days=3 * 365)
    clock.move_to(later)
    sign_in(client)
    assert second(client, later).status_code == 302
    assert client.session.get("_auth_user_id") == str(linh.pk)


@pytest.mark.parametrize(("turned", "advised"), [({}, False), ({"yearly-password": True}, True)])
def test_the_agencys_year_is_advice_where_it_is_turned_on_and_never_a_closed_door(
    client, linh, clock, at, settings, turned, advised
):
    settings.ZAIRYU_SWITCHES = turned
    linh.password_set_at = at
    linh.save()
    for days, said in ((300, False), (336, advised), (400, advised)):
        later = at + timedelta(days=days)
        clock.move_to(later)
        sign_in(client)
        second(client, later)
        page = client.get("/me")
        assert page.status_code == 200, days
        assert ("パスワードを新しくしてください" in page.content.decode()) is said, days
        client.post("/account/logout/")
