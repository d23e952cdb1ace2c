"""A password does not end: the year of the agency's system is not ours."""

from datetime import timedelta

from tests.people.signing import second, sign_in


def test_a_password_of_three_years_ago_opens_the_door(client, linh, clock, at):
    later = at + timedelta(days=3 * 365)
    clock.move_to(later)
    sign_in(client)
    assert second(client, later).status_code == 302
    assert client.session.get("_auth_user_id") == str(linh.pk)
