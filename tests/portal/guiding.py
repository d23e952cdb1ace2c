"""Walking the guide in tests: from answers by name to the page of the result."""

from datetime import date

from zairyu.filing.guide import choosing, reading, table
from zairyu.filing.guide.answers import Answers
from zairyu.filing.guide.result import result
from zairyu.law import categories, procedures, statuses

GUIDE = "/guide/"
HELD = ("extension", "work-qualification-certificate")
# What is said to a question that a test does not mind; everything else is not known.
USUAL = {
    "expires": date(2027, 1, 20),
    "born": "birth",
    "event": date(2026, 11, 10),
    "birth": date(1990, 5, 3),
    "unable": "illness",
    "role": "supervising-organisation",
}


def boxes(name, value):
    """Return what a browser sends for one answer; a day has three boxes."""
    if isinstance(value, date):
        return {f"{name}.y": value.year, f"{name}.m": value.month, f"{name}.d": value.day}
    return {name: value}


NAMES = {"stay": ("expires", "period"), "event": ("born", "event")}


def typed(question, answers):
    """Return what is typed on the page of a question; what has no answer is not known."""
    if question == "papers":
        facts = {name: value for name, value in answers.items() if name.startswith("fact.")}
        return {"skip": "1", **facts}
    sent = {}
    for name in NAMES.get(question, (question,)):
        usual = USUAL.get(name, [] if name == "permits" else "unknown")
        sent |= boxes(name, answers.get(name, usual))
    return sent


def walk(client, answers, most=20):
    """Answer question after question; return the questions asked and the last answer's page."""
    asked, at = [], answers.get("start", GUIDE)
    for _ in range(most):
        question = at.removeprefix(GUIDE) or "what"
        if question == "result":
            return asked, client.get(at)
        asked.append(question)
        answer = client.post(at, typed(question, answers))
        if answer.status_code != 302:
            return asked, answer
        at = answer["Location"]
    raise AssertionError(f"the guide goes in circles: {asked}")


def thought(answers, on, category=""):
    """Answer the guide without a browser; return what was said, as a session would hold it."""
    said = {}
    for _ in range(30):
        a = Answers(said, on, category)
        one = table.open_question(a)
        if one is None:
            return said
        if one.id == "activity" and "activity" not in answers:
            answers = {**answers, "activity": choosing.values(a, "activity")[0]}
        lists = {
            name: value if isinstance(value, list) else [str(value)]
            for name, value in typed(one.id, answers).items()
        }
        read = reading.read_page(a, one, lists, lambda name: {"ja": name, "en": name})
        assert not read.problems, (one.id, read.problems)
        said = reading.cleared({**said, **read.said}, on, category)
    raise AssertionError(f"the guide goes in circles: {said}")


def remembered(client, said):
    """Put answers into a browser's session."""
    session = client.session
    session["guide"] = said
    session.save()


def combinations(on):
    """Give every procedure with every status and every kind of user, the neighbours last."""
    for category in categories.categories():
        for procedure in procedures.all_procedures(on):
            if procedure.concurrent_only:
                continue
            later = () if procedure.id in HELD else choosing.coming(on)
            for status in [*statuses.all_statuses(on), *later]:
                yield {
                    "what": procedure.id,
                    "who": category.id,
                    "held": status.id if procedure.id in HELD else "designated-activities",
                    "held-as": "da-notice-46",
                    "wanted": status.id,
                    "wanted-as": "da-notice-9",
                }
    for name in choosing.values(Answers({}, on), "other"):
        yield {"what": "other", "other": name}


def answered(said, on):
    """Return the result of a visit; it says a word, and why or where, whatever was said."""
    found = result(Answers(thought(said, on), on))
    assert found.verdict.word in ("yes", "elsewhere", "open") or found.verdict.why, said
    if found.verdict.may_begin:
        assert found.sheet is not None, said
        assert found.papers is not None, said
        assert found.money, said
    else:
        assert found.office or found.offices or found.neighbour, said
    return found
