"""The journeys are complete and valid on any day; the seed plants them once, through the acts."""

from datetime import UTC, date, datetime

import pytest
from django.core.management import CommandError, call_command

from zairyu.casework import queries as cases
from zairyu.demo import play, seed
from zairyu.demo.day import acts, signed
from zairyu.demo.day.stage import Stage
from zairyu.demo.journeys import journey, journeys, typed
from zairyu.demo.play import NotAsItMustBe, must
from zairyu.demo.standing import gathered, planted
from zairyu.filing.forms import REPRESENTATIVES
from zairyu.questionnaire.answers import merged
from zairyu.questionnaire.check import check
from zairyu.questionnaire.form import form

NOON = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
DAYS = [date(2026, 11, 24), date(2027, 2, 28), date(2028, 2, 29), date(2027, 12, 31)]


def _context(one):
    filed_by = one.category in REPRESENTATIVES
    return {
        "procedure": one.procedure,
        "status": one.status,
        "channel": "online",
        "category": one.category,
        "filed_by_representative": filed_by,
        "filed_by_agent": one.category not in ("foreign-national", *REPRESENTATIVES),
    }


@pytest.mark.parametrize("on", DAYS)
@pytest.mark.parametrize("one", journeys(), ids=lambda one: one.id)
def test_a_journey_answers_every_question_of_its_form_rightly(one, on):
    asked = form(one.procedure, one.status, one.permits, on)
    answers: dict = {}
    for section in asked.sections:
        boxes = typed(one, section.fields, on)
        checked = check(asked, section.key, boxes, answers, on, _context(one))
        answers = merged(asked, section.key, answers, checked)
        assert [(each.code, each.at) for each in checked.wrong] == []
    lost = set(one.answers) - set(answers) - set(asked.given)
    assert lost == set()


def test_the_journeys_are_there():
    found = {one.id: (one.procedure, one.status, one.permits) for one in journeys()}
    assert found == {
        "wife": ("coe", "spouse-child-japanese", ()),
        "student": (
            "change",
            "engineer-humanities-international",
            ("extra-status-activity-permit",),
        ),
        "president": ("extension", "business-manager", ()),
        "engineer": ("work-qualification-certificate", "engineer-humanities-international", ()),
        "caregiver": ("extension", "specified-skilled-worker-1", ()),
        "newborn": ("acquisition", "dependent", ("reentry-permit",)),
    }


def _cases():
    people = gathered().values()
    return {case.key: case.state for one in people for case in cases.visible_to(one)}


@pytest.mark.slow
def test_the_demo_is_prepared_once_and_every_list_has_something_to_show(db, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    assert not planted()
    call_command("prepare_demo")
    assert planted()
    assert sorted(_cases().values()) == [
        "additional-documents-requested",
        "awaiting-return-documents",
        "in-examination",
        "in-examination",
        "issued",
        "received",
        "recommended",
        "refused",
    ]
    sheet = tmp_path / "static" / "desk" / "desk.css"
    before, collected = _cases(), sheet.stat().st_mtime_ns
    call_command("prepare_demo")
    call_command("seed")
    seed.plant(NOON)
    assert _cases() == before
    assert sheet.stat().st_mtime_ns == collected


def test_a_day_that_goes_wrong_ends_with_an_error_and_keeps_its_transcript(
    db, monkeypatch, tmp_path
):
    def wrong(stage):
        stage.say("The sun rises in the west.")
        must(False, "the sun rises in the east")

    monkeypatch.setattr(acts, "wife_by_mail", wrong)
    with pytest.raises(CommandError, match="the sun rises in the east"):
        call_command("day", out=str(tmp_path))
    assert "in the west" in (tmp_path / "transcript.txt").read_text()


def test_a_play_that_comes_out_wrong_is_stopped():
    with pytest.raises(NotAsItMustBe):
        must(False, "the sun rises in the west")


def test_a_journey_that_the_form_does_not_take_is_stopped_with_the_place(db, at):
    seed.gather(at)
    wrong = {"work-qualification.card_number": "nonsense"}
    with pytest.raises(NotAsItMustBe, match=r"work-qualification\.card_number"):
        play.draft(journey("engineer"), gathered()["linh"], at, wrong)


@pytest.mark.slow
def test_a_scene_is_told_and_its_documents_are_written(db, at, tmp_path):
    from zairyu.demo.day import parts

    told: list[str] = []
    stage = Stage(at, seed.gather(at), tmp_path, told.append)
    stage.scene("One filing")
    case = parts.lodged(stage, "engineer")
    assert stage.lines == told
    assert any(cases.number_shown(case) in line for line in told)
    assert "申請受付番号のお知らせ" in (tmp_path / "mails.txt").read_text()
    assert [file.name for file in tmp_path.glob("*.pdf")] == ["01-engineer-receipt.pdf"]
    signed.documents(stage)
    with pytest.raises(NotAsItMustBe):
        stage.state(case, "closed")
