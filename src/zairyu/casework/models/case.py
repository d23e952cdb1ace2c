"""A case, its moves, and the permits that are decided with it."""

from typing import ClassVar

from django.db import models


class Case(models.Model):
    """One application, from its receipt to its last act.

    `state` changes only in actions.move, and each change is in the record. The columns from
    `office` on are kept by the acts so that a queue of a million cases is read from one index;
    the indices of filer and officer are those below, and no others that could mislead a planner.
    """

    PERSONAL: ClassVar[dict[str, str]] = {
        "facts": "sealed; emptied",
        "expires_on": "emptied",
        "special_until": "emptied",
        "current_period": "emptied",
    }
    IMPERSONAL = (
        "key", "number", "procedure", "status", "category", "state", "version", "office",
        "delivery", "pickup", "received_at", "filed_on", "lane", "open", "clock_on", "due_on",
        "unread_office", "unread_filer", "ended_at", "let_go_at",
    )  # fmt: skip

    key = models.CharField(max_length=40, unique=True)
    number = models.CharField(max_length=20, unique=True)  # 申請受付番号, without its hyphens
    submission = models.OneToOneField("filing.Submission", on_delete=models.PROTECT)
    filer = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="cases", db_index=False
    )
    procedure = models.CharField(max_length=60)
    status = models.CharField(max_length=80, blank=True)  # the status of residence asked for
    # The person whom it is about, once known with an own account; on whose word it was filed; and
    # when the filer, as an agent, lost sight of it.
    applicant = models.ForeignKey(
        "people.Person", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    mandate = models.ForeignKey(
        "people.Mandate", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    let_go_at = models.DateTimeField(null=True)
    # For which organisation its staff filed it; its members see it. Empty: for oneself.
    organisation = models.ForeignKey(
        "people.Organisation", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    category = models.CharField(max_length=60)  # of the filer
    state = models.CharField(max_length=40)
    version = models.PositiveIntegerField(default=1)  # counts the moves: two cannot both win
    facts = models.BinaryField()  # what queue and letters need of the answers, see casework.facts
    current_period = models.CharField(max_length=20, blank=True)
    expires_on = models.DateField(null=True)  # the last day of the current stay
    special_until = models.DateField(null=True)  # the last day of the special period (特例期間)
    receipt = models.ForeignKey(
        "certificates.Certificate", null=True, on_delete=models.PROTECT, related_name="+"
    )
    office = models.CharField(max_length=40)
    delivery = models.CharField(max_length=10)  # post, counter, email
    pickup = models.CharField(max_length=40, blank=True)  # the office of the counter chosen
    received_at = models.DateTimeField()
    filed_on = models.DateField()
    officer = models.ForeignKey(
        "people.Person", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    lane = models.CharField(
        max_length=20
    )  # which list of the desk it stands in, see casework.lanes
    open = models.BooleanField(default=True)
    clock_on = models.DateField()  # special period or standard period: the end that comes first
    due_on = models.DateField(null=True)  # of what the person was asked for last
    unread_office = models.PositiveSmallIntegerField(default=0)
    unread_filer = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["office", "lane", "clock_on", "id"], name="case_lane"),
            models.Index(
                fields=["office", "clock_on", "id"],
                name="case_office",
                condition=models.Q(open=True),
            ),
            models.Index(
                fields=["officer", "clock_on", "id"],
                name="case_officer",
                condition=models.Q(open=True),
            ),
            models.Index(fields=["filer", "-id"], name="case_filer"),
            models.Index(
                fields=["applicant", "-id"],
                name="case_applicant",
                condition=models.Q(applicant__isnull=False),
            ),
            models.Index(
                fields=["organisation", "-id"],
                name="case_organisation",
                condition=models.Q(organisation__isnull=False),
            ),
            models.Index(
                fields=["mandate"],
                name="case_mandate",
                condition=models.Q(mandate__isnull=False),
            ),
            models.Index(
                fields=["special_until"],
                name="case_special",
                condition=models.Q(open=True, special_until__isnull=False),
            ),
            models.Index(
                fields=["due_on"],
                name="case_due",
                condition=models.Q(open=True, due_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        """Return which case this is, without its person."""
        return self.key


class CaseEvent(models.Model):
    """One move or happening of a case: the timeline of both sides is read from these rows."""

    PERSONAL: ClassVar[dict[str, str]] = {"note": "sealed; emptied"}
    IMPERSONAL = ("event", "before", "after", "actor", "at", "detail")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    event = models.CharField(max_length=60)
    before = models.CharField(max_length=40)
    after = models.CharField(max_length=40)
    actor = models.CharField(max_length=12)  # applicant, officer, supervisor, system, receiver
    person = models.ForeignKey(
        "people.Person", null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    detail = models.JSONField(default=dict)  # ids, days and numbers of papers; never an answer
    note = models.BinaryField(default=bytes)  # the reason given, sealed

    class Meta:
        indexes = [models.Index(fields=["case", "id"], name="event_case")]

    def __str__(self) -> str:
        """Return what happened."""
        return f"{self.case_id} {self.event}"


class Permit(models.Model):
    """A permit filed with a case (再入国許可, 資格外活動許可), decided with it."""

    PERSONAL: ClassVar[dict[str, str]] = {"reasons": "sealed; emptied"}
    IMPERSONAL = ("kind", "variant", "state", "decided_at", "fee_yen")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="permits")
    kind = models.CharField(max_length=60)
    variant = models.CharField(max_length=20, blank=True)  # of a re-entry permit: single, multiple
    state = models.CharField(max_length=20, default="pending")  # granted, refused, withdrawn
    decided_at = models.DateTimeField(null=True)
    fee_yen = models.PositiveIntegerField(null=True)
    reasons = models.BinaryField(null=True)  # why it was refused, where the main case was not

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "kind"], name="permit_once")]

    def __str__(self) -> str:
        """Return which permit of which case."""
        return f"{self.case_id} {self.kind}"
