"""The tables of an application in the office's hands."""

from zairyu.casework.models.case import Case, CaseEvent, Permit
from zairyu.casework.models.confirmation import Confirmation
from zairyu.casework.models.correction import Correction
from zairyu.casework.models.handing import HandOn, HandOnLook
from zairyu.casework.models.issue import Dispatch, ECoe, HandOver, PrintCheck, ReturnItem
from zairyu.casework.models.ruling import Decision, FeeOrder, Payment, Recommendation
from zairyu.casework.models.sweep import LawSweep
from zairyu.casework.models.talk import Message, Request, RequestItem, Withdrawal

__all__ = [
    "Case",
    "CaseEvent",
    "Confirmation",
    "Correction",
    "Decision",
    "Dispatch",
    "ECoe",
    "FeeOrder",
    "HandOn",
    "HandOnLook",
    "HandOver",
    "LawSweep",
    "Message",
    "Payment",
    "Permit",
    "PrintCheck",
    "Recommendation",
    "Request",
    "RequestItem",
    "ReturnItem",
    "Withdrawal",
]
