"""Verbs of filing: start a draft, save what is typed, take in files, seal, throw away."""

from zairyu.filing.actions.card import take_from_card
from zairyu.filing.actions.counter import COUNTER, OnPaper, take_down
from zairyu.filing.actions.discard import Expiring, claim_expiring, destroy_expired, discard
from zairyu.filing.actions.facts import save_facts
from zairyu.filing.actions.handing import (
    end_shares,
    hand,
    name_mandate,
    say_ready,
    take_draft_back,
)
from zairyu.filing.actions.later import attach_later, detach_later, restore_later
from zairyu.filing.actions.pass_on import pass_on_drafts
from zairyu.filing.actions.photo import move_photo, send_photo, take_photo_out, use_photo
from zairyu.filing.actions.reading import FileRead, read_answers, read_file, read_page
from zairyu.filing.actions.rows import drop_row, restore_row, save_row
from zairyu.filing.actions.save import Saved, choose_other, drop_other, save_answers
from zairyu.filing.actions.seal import prepare, seal
from zairyu.filing.actions.start import start_draft
from zairyu.filing.actions.uploads import Attached, attach, detach, restore

__all__ = [
    "COUNTER",
    "Attached",
    "Expiring",
    "FileRead",
    "OnPaper",
    "Saved",
    "attach",
    "attach_later",
    "choose_other",
    "claim_expiring",
    "destroy_expired",
    "detach",
    "detach_later",
    "discard",
    "drop_other",
    "drop_row",
    "end_shares",
    "hand",
    "move_photo",
    "name_mandate",
    "pass_on_drafts",
    "prepare",
    "read_answers",
    "read_file",
    "read_page",
    "restore",
    "restore_later",
    "restore_row",
    "save_answers",
    "save_facts",
    "save_row",
    "say_ready",
    "seal",
    "send_photo",
    "start_draft",
    "take_down",
    "take_draft_back",
    "take_from_card",
    "take_photo_out",
    "use_photo",
]
