"""Forms of the four journeys, and answers that fill one of them."""

from datetime import date

import pytest

from zairyu.questionnaire.form import Form, form

ON = date(2026, 11, 24)


@pytest.fixture
def on() -> date:
    return ON


@pytest.fixture
def change() -> Form:
    permits = ("extra-status-activity-permit",)
    return form("change", "engineer-humanities-international", permits, ON)


@pytest.fixture
def coe() -> Form:
    return form("coe", "spouse-child-japanese", (), ON)


@pytest.fixture
def extension() -> Form:
    return form("extension", "business-manager", (), ON)


@pytest.fixture
def certificate() -> Form:
    return form("work-qualification-certificate", "engineer-humanities-international", (), ON)
