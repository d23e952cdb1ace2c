"""Receipt numbers: enough chance in them, and no slip of a finger goes unseen."""

from itertools import combinations
from math import log2

import pytest

from zairyu.casework import numbers
from zairyu.law import offices
from zairyu.words import codes

PREFIXES = [str(office.prefix) for office in offices.online_offices()]


def test_there_are_at_least_forty_random_bits():
    assert log2(len(codes.ALPHABET) ** numbers.SIGNS) >= 40
    drawn = {numbers.draw("東オン") for _ in range(2000)}
    assert len(drawn) == 2000
    for place in range(3, 3 + numbers.SIGNS):  # every place takes every sign
        assert {number[place] for number in drawn} == set(codes.ALPHABET)


@pytest.mark.parametrize("prefix", PREFIXES)
def test_every_single_wrong_sign_is_found(prefix):
    number = numbers.draw(prefix)
    assert numbers.as_typed(numbers.shown(number)) == number
    for place in range(len(prefix), len(number)):
        for sign in set(codes.ALPHABET) - {number[place]}:
            wrong = number[:place] + sign + number[place + 1 :]
            assert numbers.as_typed(wrong) is None, (number, wrong)


@pytest.mark.parametrize("prefix", PREFIXES)
def test_every_exchange_of_neighbours_is_found(prefix):
    for _ in range(20):
        number = numbers.draw(prefix)
        for place in range(len(number) - 1):
            one, two = number[place : place + 2]
            wrong = number[:place] + two + one + number[place + 2 :]
            assert one == two or numbers.as_typed(wrong) is None, (number, wrong)


@pytest.mark.parametrize(("one", "two"), list(combinations(PREFIXES, 2)))
def test_the_prefix_of_another_office_is_found(one, two):
    number = numbers.draw(one)
    assert numbers.as_typed(two + number.removeprefix(one)) is None


@pytest.mark.parametrize("prefix", ["", "F", "京オン", "東", "オ東ン", "東オン東オン"])
def test_a_prefix_that_no_office_has_is_no_number(prefix):
    assert numbers.as_typed(numbers.draw(prefix)) is None
