"""What organisations have: notifications being written and sent, papers, links of their mails."""

from tests.access.world import World
from tests.making.organisations import PDF, STAFF, SUPPORT, fill, staff, written

from zairyu.people.models import Membership
from zairyu.people.organisations import members, notifying, papers, sheets
from zairyu.people.registering import Paper


def make(world: World) -> dict[str, str]:
    """Return the keys of organisations, their notifications and papers, and the links of mails."""
    before = world.before
    chief = _place(world, "organisation-staff")
    support = _place(world, SUPPORT)
    users = notifying.begin_further(sheets.USERS, chief, at=before)
    sent_paper = papers.add(
        users, "intermediary-certificate-own", Paper("a.pdf", "application/pdf", PDF)
    )
    report = notifying.begin_further(sheets.REPORT, chief, at=before)
    pledges = notifying.begin_further(sheets.PLEDGES, support, at=before)
    _, ticket = notifying.begin_new(STAFF, "new@access.example", language="ja", at=before)
    waiting = written(STAFF, [staff("待機", administrator=True)], before, name="待機商事")
    fill(waiting, before, staff=[staff("待機", administrator=True)])
    notifying.send(waiting, at=before)
    invited = members.enter(chief.organisation, staff("招待"), at=before, by="system")
    return {
        "org": chief.organisation.key,
        "org-support": support.organisation.key,
        "org-colleague": _place(world, "colleague").key,
        "org-users": users.key,
        "org-paper": sent_paper.key,
        "org-report": report.key,
        "org-pledges": pledges.key,
        "org-ticket": ticket,
        "org-token": invited.token,
        "org-sent": waiting.key,
        "org-sent-paper": waiting.papers.order_by("pk")[0].key,
    }


def _place(world: World, persona: str) -> Membership:
    return Membership.objects.select_related("organisation", "person").get(
        person=world[persona], until=None
    )
