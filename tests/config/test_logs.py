"""The log names the place and the kind of a fault, never its text."""

import logging
import sys

from zairyu.config.logs import WithoutTexts


def broken(name: str) -> None:
    try:
        int(name)
    except ValueError as fault:
        raise KeyError(name) from fault


def told() -> str:
    try:
        broken("NGUYEN THI LINH")
    except KeyError:
        fault = sys.exc_info()
        record = logging.LogRecord("zairyu", logging.ERROR, __file__, 1, "broke", (), fault)
        return WithoutTexts().format(record)
    raise AssertionError


def test_a_fault_is_told_by_class_and_place():
    assert "builtins.KeyError" in told()
    assert "builtins.ValueError" in told()
    assert "test_logs.py" in told()


def test_what_the_fault_was_about_is_not_told():
    assert "LINH" not in told()
