"""Which passwords are refused because everybody tries them; nothing is asked outside."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

COMMON = [
    "password12345", "PASSWORD12345", "ｐａｓｓｗｏｒｄ12345", "123456789012", "qwertyuiop123",
    "iloveyou1234", "1qaz2wsx3edc",
]  # fmt: skip
OWN = ["kawa-no-hotori-4711", "correct horse battery", "あめのひのさんぽみち12", "Xk2!vv09qqLm"]


@pytest.mark.parametrize("password", COMMON)
def test_what_stands_in_a_leak_is_refused_however_it_is_written(password):
    with pytest.raises(ValidationError) as refusal:
        validate_password(password)
    assert [one.code for one in refusal.value.error_list] == ["password_too_common"]


@pytest.mark.parametrize("password", OWN)
def test_an_own_one_is_taken(password):
    validate_password(password)


def test_a_short_one_is_refused_for_its_length_and_raises_nothing_else():
    with pytest.raises(ValidationError) as refusal:
        validate_password("kawa-no-ho")
    assert "password_too_short" in {one.code for one in refusal.value.error_list}
