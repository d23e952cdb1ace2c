"""The stage of the play: its clock, its cast, what is said aloud, and what is written down."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from zairyu.casework import joinings
from zairyu.casework import queries as cases
from zairyu.casework.actions import timers
from zairyu.casework.enclosing import enclose_ready
from zairyu.casework.organisations import timers as organisations
from zairyu.certificates import queries as certificates
from zairyu.certificates.press import set_next_pdf
from zairyu.demo.play import must
from zairyu.law import lifecycle
from zairyu.law.dates import legal_day
from zairyu.notices import queries as notices
from zairyu.notices.actions import send_next
from zairyu.words import say_day, say_moment

if TYPE_CHECKING:
    from zairyu.casework.models import Case
    from zairyu.people.models import Person


@dataclass
class Stage:
    """Where the play stands: the moment, the people, the folder for what is written."""

    at: datetime
    people: "Mapping[str, Person]"
    out: Path
    tell: Callable[[str], None]
    lines: list[str] = field(default_factory=list)
    _mails: set[str] = field(default_factory=set)
    _documents: set[str] = field(default_factory=set)

    def say(self, text: str = "") -> None:
        """Tell the audience, and keep it for the transcript."""
        self.lines.append(text)
        self.tell(text)

    def scene(self, title: str) -> None:
        """Open a scene."""
        self.say()
        self.say(f"== {title} ({say_moment(self.at, 'en')})")

    def days(self, number: int) -> None:
        """Let days pass; on each of them the worker does what the day brings by itself."""
        for _ in range(number):
            self.at += timedelta(days=1)
            self.work()
        self.say(f"-- {number} day(s) later: {say_day(legal_day(self.at), 'en')}")

    def minutes(self, number: int) -> None:
        """Let minutes pass."""
        self.at += timedelta(minutes=number)

    def work(self) -> None:
        """Take the worker's turn: timers, PDFs, and letters, of which some wait for a PDF."""
        timers.run(self.at)
        joinings.run(self.at)
        organisations.run(self.at)
        while set_next_pdf(self.at):
            pass
        enclose_ready(self.at)
        while send_next(self.at):
            pass

    def state(self, case: "Case", wanted: str) -> None:
        """Tell the state of a case, as the office and as the applicant read it."""
        case.refresh_from_db()
        must(case.state == wanted, f"{case.key} stands at {case.state}, not at {wanted}")
        shown = cases.state_shown(case)
        inside = lifecycle.state(case.state).internal["en"]
        self.say(f"   state: {inside}; the applicant reads: {shown.headline['ja']}")

    def mails(self, case: "Case", *wanted: str) -> None:
        """Tell the new mails about a case; the wanted subjects must be among them."""
        self.work()
        fresh = [one for one in notices.about(f"case:{case.key}") if one.key not in self._mails]
        for one in fresh:
            self._mails.add(one.key)
            must(one.sent_at is not None, f"the mail {one.kind} was sent")
            self.say(f"   mail to {one.to}: {one.subject}")
            with (self.out / "mails.txt").open("a", encoding="utf-8") as kept:
                kept.write(f"To: {one.to}\nSubject: {one.subject}\n\n{one.text}\n\n{'-' * 72}\n\n")
        subjects = " / ".join(one.subject for one in fresh)
        for part in wanted:
            must(part in subjects, f"a mail with the subject {part} (there are: {subjects})")

    def documents(self, case: "Case", name: str) -> None:
        """Write down the documents that were made for a case since the last time."""
        self.work()
        about = f"case:{case.key}"
        for paper in reversed(certificates.papers_of(about, legal_day(self.at))):
            if paper.key in self._documents:
                continue
            pdf = certificates.pdf(about, paper.key)
            must(pdf is not None, f"the PDF of {paper.kind} is set")
            self._documents.add(paper.key)
            file = self.out / f"{len(self._documents):02}-{name}-{paper.kind}.pdf"
            file.write_bytes(pdf or b"")
            self.say(f"   document: {file.name} ({len(pdf or b''):,} bytes)")
