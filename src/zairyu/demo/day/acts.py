"""The four journeys as they are played, one function each, and what must not happen."""

from typing import TYPE_CHECKING

from zairyu.casework import actions as office
from zairyu.casework import queries as cases
from zairyu.certificates import queries as certificates
from zairyu.demo import play, specimens
from zairyu.demo.day import parts
from zairyu.demo.day.stage import Stage
from zairyu.demo.play import must
from zairyu.filing import actions as filing
from zairyu.law.dates import legal_day
from zairyu.words import codes, say_day

if TYPE_CHECKING:
    from zairyu.casework.models import Case


def wife_by_mail(stage: Stage) -> "Case":
    """A Japanese husband calls his wife: the certificate of eligibility comes by e-mail."""
    stage.scene("1. Certificate of eligibility for a wife abroad, by e-mail")
    case = parts.lodged(stage, "wife")
    parts.examined(stage, case)
    stage.days(20)
    parts.recommended(stage, case, "grant", "P1Y")
    parts.approved(stage, case, "issued")
    stage.mails(case, "電子在留資格認定証明書の交付について")
    sent = cases.ecoe_of(case)
    must(sent is not None, "the electronic certificate was sent")
    if sent is None:
        return case
    must(cases.order_of(case) is None, "a certificate of eligibility costs nothing")
    stage.minutes(90)
    office.register_ecoe_receipt(sent.key, at=stage.at)
    stage.say("The receipt of the certificate is registered with the link of the mail.")
    stage.state(case, "delivered")
    kenichi = stage.people["kenichi"]
    to = office.To(name="Maria", address="maria@demo.example", language="pt")
    office.hand_on_ecoe(case.key, to, by=kenichi, at=stage.at)
    stage.say("The husband hands the certificate on to his wife: a link, in Portuguese.")
    stage.mails(case, "受領登録")
    _certificate(stage, case, "coe")
    stage.documents(case, "wife")
    return case


def _certificate(stage: Stage, case: "Case", kind: str, state: str = "valid") -> None:
    """Tell what the public counter says of the newest certificate of a kind."""
    found = [
        one
        for one in certificates.papers_of(f"case:{case.key}", legal_day(stage.at))
        if one.kind == kind
    ]
    must(found, f"there is a certificate of the kind {kind}")
    verdict = certificates.verify(found[0].code, stage.at)
    must(verdict.state == state, f"the {kind} certificate says {verdict.state}")
    until = say_day(verdict.until, "en") if verdict.until else "no end"
    code = codes.grouped(found[0].code)
    stage.say(f"   public counter, code {code} ({kind}): {verdict.state}, {until}")


def wife_by_post(stage: Stage) -> "Case":
    """The same once more, by post: an envelope comes in, the certificate goes out."""
    stage.scene("1b. The same, by post")
    case = parts.lodged(stage, "wife", {"online-submission.coe_receipt_method": "mailing"})
    parts.examined(stage, case)
    stage.days(15)
    parts.recommended(stage, case, "grant", "P1Y")
    parts.approved(stage, case, "awaiting-return-documents")
    stage.mails(case, "審査完了に関するお知らせ")
    _by_post(stage, case, "wife-post")
    _certificate(stage, case, "coe")
    return case


def _by_post(stage: Stage, case: "Case", name: str, first_without: str = "") -> None:
    """Let the papers come in, compare the print, post it, and see it delivered."""
    sato = stage.people["sato"]
    wanted = [one.paper for one in cases.returns_of(case)]
    due = say_day(case.due_on, "en") if case.due_on else "-"
    stage.say(f"Papers to be sent in by {due}: {', '.join(wanted)}")
    stage.documents(case, name)
    stage.days(4)
    if first_without:
        here = [paper for paper in wanted if paper != first_without]
        missing = office.record_return_documents(case.key, here, by=sato, at=stage.at)
        must(missing == [first_without], "what is missing is named")
        stage.say(f"   an envelope came; still missing: {', '.join(missing)}")
        stage.mails(case, "送付書類が確認できません")
        stage.days(3)
    must(play.papers_arrive(case, sato, stage.at) == [], "all papers have come")
    stage.say("   all papers of the list have come")
    stage.state(case, "return-documents-received")
    code = play.refused(lambda: office.dispatch(case.key, "1", by=sato, at=stage.at))
    must(code == "case.print-not-compared", f"nothing goes out uncompared ({code})")
    _compared(stage, case)
    office.dispatch(case.key, "123-45-67890-1", by=sato, at=stage.at)
    stage.say("Dispatched with the tracking number 123-45-67890-1.")
    stage.state(case, "issued")
    stage.mails(case, "送付に関するお知らせ")
    stage.days(2)
    office.confirm_delivery(case.key, by=sato, at=stage.at)
    stage.say("The post has delivered it.")
    stage.state(case, "delivered")
    stage.documents(case, name)


def _compared(stage: Stage, case: "Case") -> None:
    """Compare print and decision: first with a wrong letter, then a card made anew."""
    sato = stage.people["sato"]
    printed = cases.print_data(play.fresh(case), legal_day(stage.at))
    wrong = {**printed, "name": printed["name"] + "E"}
    check = office.compare_print(case.key, wrong, by=sato, at=stage.at)
    must(check.differing == ["name"], "a wrong letter is found")
    stage.say(f"   print compared: differs in {', '.join(check.differing)}; it is made anew")
    must(play.print_same(case, sato, stage.at), "the new print agrees with the decision")
    stage.say(f"   print compared: {len(printed)} fields, all the same")


def student(stage: Stage) -> "Case":
    """A student changes to work: a message, a request for papers, a card by post."""
    stage.scene("2. Change to Engineer / Humanities, with an other-activity permit")
    case = parts.lodged(stage, "student")
    parts.examined(stage, case)
    sato, adaeze = stage.people["sato"], stage.people["adaeze"]
    office.send_message(case.key, "内定の時期を教えてください。", by=sato, at=stage.at)
    stage.say(f"{sato.name} sends a message.")
    stage.mails(case, "在留申請オンラインシステムの利用について")
    office.write_to_office(case.key, "The offer was made in June.", by=adaeze, at=stage.at)
    _papers_asked(stage, case)
    stage.days(10)
    parts.recommended(stage, case, "grant", "P3Y")
    parts.approved(stage, case, "awaiting-payment")
    stage.mails(case, "審査完了に関するお知らせ", "手数料納付のお願い")
    stage.documents(case, "student")
    stage.days(3)
    parts.paid(stage, case, short_first=True)
    stage.state(case, "awaiting-return-documents")
    parts.pending_says(stage, case, "pending")
    _by_post(stage, case, "student", first_without="residence-card")
    parts.pending_says(stage, case, "ended")
    _certificate(stage, case, "permission")
    permits = {one.kind: one.state for one in cases.permits_of(case)}
    must(permits == {"extra-status-activity-permit": "granted"}, "the permit is granted with it")
    stage.say("   the permit for other activities was decided with it: granted")
    return case


def _papers_asked(stage: Stage, case: "Case") -> None:
    """Ask for two papers; answer one in words and one with a file; hand them in."""
    sato, adaeze = stage.people["sato"], stage.people["adaeze"]
    items = [
        office.ItemAsked("住民税の納税証明書", "納税の状況を確かめるため"),
        office.ItemAsked("職務の内容の説明", "学んだこととの関係を確かめるため", kind="text"),
    ]
    asked = office.request_documents(case.key, items, None, "", by=sato, at=stage.at)
    due = say_day(asked.due_on, "en")
    stage.say(f"{sato.name} asks for {len(items)} papers until {due}.")
    stage.state(case, "additional-documents-requested")
    stage.mails(case, "申請内容等について")
    stage.days(5)
    early = play.refused(lambda: office.submit_documents(case.key, by=adaeze, at=stage.at))
    must(early == "case.items-missing", "nothing is handed in before all items are answered")
    shown = cases.requests_of(case)[0].items
    proof = specimens.paper("住民税の納税証明書", "令和8年度", "滞納なし")
    given = office.answer_item(case.key, shown[0].key, "tax.pdf", proof, by=adaeze, at=stage.at)
    must(given.problem is None, "the file is taken")
    words = "大学で学んだ情報工学を使って、ソフトウェアを作ります。"
    office.answer_text(case.key, shown[1].key, words, by=adaeze, at=stage.at)
    office.submit_documents(case.key, by=adaeze, at=stage.at)
    stage.say(f"{adaeze.name} answers both and hands them in.")
    stage.state(case, "additional-documents-received")
    play.look(play.fresh(case), sato, stage.at)
    office.resume(case.key, by=sato, at=stage.at)
    stage.state(case, "in-examination")


def president(stage: Stage) -> "Case":
    """A president extends; the stay ends while it is pending; the card is at the counter."""
    stage.scene("3. Extension of Business Manager; the special period runs")
    case = parts.lodged(stage, "president")
    parts.examined(stage, case)
    parts.pending_says(stage, case, "pending")
    stage.days(14)
    special = cases.special_period_of(play.fresh(case))
    must(special is not None and special.eligible, "the special period runs")
    if special is not None and case.expires_on is not None:
        ends, until = say_day(case.expires_on, "en"), say_day(special.lawful_until, "en")
        stage.say(f"The stay ended on {ends}; because the case is pending, it goes on to {until}.")
    stage.mails(case, "特例期間に入りました")
    parts.pending_says(stage, case, "pending")
    stage.days(20)
    parts.recommended(stage, case, "grant", "P3Y")
    parts.approved(stage, case, "awaiting-payment")
    parts.pending_says(stage, case, "pending")
    stage.documents(case, "president")
    parts.paid(stage, case)
    stage.state(case, "awaiting-counter-pickup")
    stage.mails(case, "窓口での受取りのご案内")
    stage.days(2)
    parts.pending_says(stage, case, "pending")
    sato = stage.people["sato"]
    _compared(stage, case)
    office.hand_over(case.key, "residence-card", by=sato, at=stage.at)
    stage.say("At the counter: identity checked, card handed over. The permission is in effect.")
    stage.state(case, "delivered")
    parts.pending_says(stage, case, "ended")
    _certificate(stage, case, "permission")
    stage.documents(case, "president")
    return case


def engineer(stage: Stage) -> "Case":
    """An engineer with a new employer gets a certificate of authorized employment by post."""
    stage.scene("4. Certificate of authorized employment after a change of employer")
    case = parts.lodged(stage, "engineer")
    parts.examined(stage, case)
    stage.days(12)
    parts.recommended(stage, case, "grant")
    state = "awaiting-payment"
    parts.approved(stage, case, state)
    stage.documents(case, "engineer")
    stage.days(2)
    parts.paid(stage, case)
    stage.state(case, "awaiting-return-documents")
    _by_post(stage, case, "engineer")
    _certificate(stage, case, "work-qualification")
    return case


def newborn(stage: Stage) -> "Case":
    """A newborn without a card: acquisition, a re-entry permit beside it, both at the counter."""
    stage.scene("5. A newborn acquires a status, with a re-entry permit beside it")
    case = parts.lodged(stage, "newborn")
    parts.examined(stage, case)
    parts.pending_says(stage, case, "pending")
    stage.say(f"Without a status the child may stay until {say_day(case.clock_on, 'en')}.")
    stage.days(6)
    parts.recommended(stage, case, "grant", "P3Y")
    parts.approved(stage, case, "awaiting-payment")
    order = cases.order_of(case)
    must(order is not None, "the re-entry permit costs a fee")
    if order is not None:
        priced = [line["procedure"] for line in order.lines]
        must(priced == ["reentry-permit"], "the acquisition itself is free")
    stage.documents(case, "newborn")
    parts.paid(stage, case)
    stage.state(case, "awaiting-counter-pickup")
    stage.mails(case, "窓口での受取りのご案内")
    stage.days(1)
    _compared(stage, case)
    sato = stage.people["sato"]
    given = office.hand_over(
        case.key, "passport", receiver="legal-representative", by=sato, at=stage.at
    )
    must("old-residence-card" not in given.contents, "a newborn has no card to give back")
    stage.say(f"At the counter the mother receives: {', '.join(given.contents)}.")
    stage.state(case, "delivered")
    _certificate(stage, case, "permission")
    _certificate(stage, case, "permit")
    stage.documents(case, "newborn")
    return case


def caregiver(stage: Stage) -> "Case":
    """A Specified Skilled Worker extends; the staff of the support organisation files for him."""
    stage.scene("6. Extension of a Specified Skilled Worker, filed by a support organisation")
    case = parts.lodged(stage, "caregiver")
    parts.examined(stage, case)
    stage.days(9)
    parts.recommended(stage, case, "grant", "P1Y")
    parts.approved(stage, case, "awaiting-payment")
    parts.paid(stage, case)
    stage.state(case, "awaiting-return-documents")
    _by_post(stage, case, "caregiver")
    _certificate(stage, case, "permission")
    return case


def refused_alone(stage: Stage) -> None:
    """Re-entry and other-activity permits are not taken by themselves."""
    stage.scene("7. What is not taken, and what nobody may see")
    adaeze = stage.people["adaeze"]
    for permit in ("reentry-permit", "extra-status-activity-permit"):
        code = play.refused(
            lambda name=permit: filing.start_draft(  # type: ignore[misc]
                adaeze, name, "student", at=stage.at, current_status="student"
            )
        )
        must(code, f"{permit} alone is refused")
        stage.say(f"   {permit} alone: refused ({code})")
