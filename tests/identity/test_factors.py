"""Second factors and addresses, as the rest of the house asks for them."""

from datetime import UTC, datetime

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from zairyu.identity import addresses, factors
from zairyu.people.models import Person

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # the secret of the examples in RFC 6238


@pytest.mark.parametrize(
    ("second", "shown"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (2000000000, "279037")],
)
def test_codes_are_those_of_the_standard(second, shown):
    assert factors.code(SECRET, datetime.fromtimestamp(second, UTC)) == shown


@pytest.mark.django_db
def test_recovery_codes_alone_are_no_second_factor():
    person = Person.objects.create_user("a@example.com")
    assert not factors.has_second_factor(person)
    factors.enrol(person, SECRET)
    assert factors.has_second_factor(person)
    Authenticator.objects.filter(user=person, type="totp").delete()
    assert Authenticator.objects.filter(user=person).count() == 1
    assert not factors.has_second_factor(person)


@pytest.mark.django_db
def test_enrolling_again_replaces_the_secret():
    person = Person.objects.create_user("a@example.com")
    factors.enrol(person, SECRET)
    factors.enrol(person, SECRET[::-1])
    assert Authenticator.objects.filter(user=person, type="totp").count() == 1


@pytest.mark.django_db
def test_an_address_is_confirmed_once_and_in_lower_case():
    person = Person.objects.create_user("A@Example.com")
    assert not addresses.is_confirmed(person)
    addresses.confirm(person, "A@Example.com")
    addresses.confirm(person, "a@example.com")
    assert EmailAddress.objects.get().email == "a@example.com"
    assert addresses.is_confirmed(person)
