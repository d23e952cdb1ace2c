"""Codes of proofs and codes of shares are typed into one box and never taken for each other."""

import pytest

from zairyu.certificates import codes
from zairyu.words.codes import ALPHABET, checks, grouped


def test_a_code_says_of_what_it_is_a_code():
    for _ in range(200):
        proof, share = codes.new_code(), codes.new_code("share")
        assert (codes.kind_of(proof), codes.kind_of(share)) == ("proof", "share")
        assert codes.kind_of(grouped(share).lower()) == "share"


def test_no_signs_are_both():
    """The two salts differ modulo 31, so that no code has both check signs."""
    for _ in range(200):
        code = codes.new_code()
        assert not checks(code, "share")


@pytest.mark.parametrize("family", codes.FAMILIES)
def test_no_wrong_sign_goes_unseen_within_a_family(family):
    """It may look like a code of the other family, once in thirty: nobody has that one."""
    code = codes.new_code(family)
    wrong = {
        code[:place] + sign + code[place + 1 :]
        for place in range(len(code))
        for sign in ALPHABET
        if sign != code[place]
    }
    assert len(wrong) == 30 * len(code)
    assert family not in {codes.kind_of(one) for one in wrong}


def test_what_is_too_short_or_mistyped_is_neither():
    code = codes.new_code()
    wrong = code[:-1] + next(
        sign
        for sign in "23456789"
        if not any(checks(code[:-1] + sign, family) for family in codes.FAMILIES)
    )
    for typed in ("", "Q7DM-4KXA-92", code[:-1], wrong):
        assert codes.kind_of(typed) == ""
        assert not codes.is_code(typed)


def test_a_code_has_more_than_sixty_random_bits():
    assert 31**codes.SIGNS > 2**64
    assert len({codes.new_code("share") for _ in range(1_000)}) == 1_000
