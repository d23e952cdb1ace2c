"""What an applicant has: cases in several states, a draft with papers, kept answers, proofs."""

from datetime import timedelta

from tests.access.world import World, stated
from tests.casework.office import fresh, grant, sealed_submission

from zairyu.casework import actions as office
from zairyu.casework import links, queries
from zairyu.casework.actions.lodge import receive
from zairyu.certificates import press
from zairyu.certificates import queries as certificates
from zairyu.demo import play, specimens
from zairyu.demo.journeys import journey
from zairyu.filing import actions as filing
from zairyu.filing import kept_guides
from zairyu.filing import queries as filed
from zairyu.law.dates import legal_day
from zairyu.people import registering

STATUS = "engineer-humanities-international"


def make(world: World) -> dict[str, str]:
    """Return the keys that stand in addresses."""
    return _cases(world) | _draft(world) | _kept(world) | _registrations(world)


def _cases(world: World) -> dict[str, str]:
    owner, officer, before = world["foreign-national"], world["officer"], world.before
    case = play.lodge(journey("engineer"), owner, before)
    office.start_examination(case.key, by=officer, at=before)
    upload = filed.uploads_of_submission(case.submission_id)[0]
    pending = receive(sealed_submission(owner, before), by=owner, at=before)
    while not (paper := certificates.papers_of(f"case:{pending.key}")[0]).ready:
        assert press.set_next_pdf(world.at)
    recommended = receive(sealed_submission(owner, before), by=owner, at=before)
    office.start_examination(recommended.key, by=officer, at=before)
    office.recommend(recommended.key, grant(), by=officer, at=before)
    asked = receive(sealed_submission(owner, before), by=owner, at=before)
    office.start_examination(asked.key, by=officer, at=before)
    wanted = [office.ItemAsked("住民税の納税証明書", "納税の状況を確かめるため")]
    office.request_documents(asked.key, wanted, None, "", by=officer, at=before)
    agents = world["lawyer-scrivener"]
    of_agent = receive(sealed_submission(agents, before), by=agents, at=before)
    return {
        "case": case.key,
        "upload": upload.key,
        "pending": pending.key,
        "paper": paper.key,
        "asked": asked.key,
        "recommended": recommended.key,
        "agents-case": of_agent.key,
        **_decided(world),
    }


def _decided(world: World) -> dict[str, str]:
    owner, officer, before = world["foreign-national"], world["officer"], world.before
    decided = receive(sealed_submission(owner, before), by=owner, at=before)
    ecoe = receive(
        sealed_submission(owner, before, procedure="coe", delivery="email"), by=owner, at=before
    )
    for case, said in ((decided, grant()), (ecoe, grant(period="P1Y"))):
        office.start_examination(case.key, by=officer, at=before)
        office.recommend(case.key, said, by=officer, at=before)
        office.approve(case.key, by=world["supervisor"], at=before)
    sent = queries.ecoe_of(fresh(ecoe))
    assert sent is not None
    to = office.To("carrier", name="check-in")
    link = office.hand_on_ecoe(ecoe.key, to, by=owner, at=before)
    return {
        "handed-on": links.opened(link, "token"),
        "decided": decided.key,
        "ecoe-case": ecoe.key,
        "ecoe": sent.key,
        "code": sent.certificate.code,
    }


def _draft(world: World) -> dict[str, str]:
    owner, at = world["foreign-national"], world.at
    expires_on = legal_day(at) + timedelta(days=40)
    draft = filing.start_draft(
        owner, "extension", STATUS, at=at, current_status=STATUS, expires_on=expires_on
    )
    pdf = specimens.paper("見本")
    sent = filing.attach(draft.key, "paper:other", "paper.pdf", pdf, by=owner, at=at)
    assert sent.upload is not None
    return {"draft": draft.key, "draft-upload": sent.upload.key}


def _kept(world: World) -> dict[str, str]:
    kept = kept_guides.keep({"what": "extension"}, at=world.at, by=world["foreign-national"])
    return {"kept": kept.key}


def _registrations(world: World) -> dict[str, str]:
    waits = stated(world, "newcomer", "foreign-national")
    return {"registration": waits.key, "proof": registering.proofs_of(waits)[0][0].key}
