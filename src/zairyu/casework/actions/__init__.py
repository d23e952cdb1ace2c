"""The verbs of both sides of the counter: one verb, one function, one transaction."""

from zairyu.casework.actions.close import close
from zairyu.casework.actions.confirm import (
    answer_as_applicant,
    claim_case,
    read_as_applicant,
    send_link,
)
from zairyu.casework.actions.correct import (
    Mending,
    agree_correction,
    drop_correction,
    propose_correction,
)
from zairyu.casework.actions.decide import (
    Proposal,
    approve,
    notify_refusal,
    recommend,
    send_back,
)
from zairyu.casework.actions.decide import refuse_application as refuse
from zairyu.casework.actions.ecoe import cancel as cancel_ecoe
from zairyu.casework.actions.ecoe import change_address as change_ecoe_address
from zairyu.casework.actions.ecoe import correct_address as correct_ecoe_address
from zairyu.casework.actions.ecoe import expire as expire_ecoe
from zairyu.casework.actions.ecoe import register_receipt as register_ecoe_receipt
from zairyu.casework.actions.ecoe import resend as resend_ecoe
from zairyu.casework.actions.ecoe import send_again as send_ecoe_again
from zairyu.casework.actions.ecoe import to_paper as ecoe_to_paper
from zairyu.casework.actions.examine import (
    assign,
    go_on_without,
    record_paper_documents,
    resume,
    start_examination,
    transfer,
    turn_away,
)
from zairyu.casework.actions.handing import To, end_link, mail_link_again, note_look
from zairyu.casework.actions.handing import hand_on as hand_on_ecoe
from zairyu.casework.actions.issue import (
    came_back,
    change_delivery,
    compare_print,
    confirm_delivery,
    dispatch,
    hand_over,
    lapse,
    record_return_documents,
)
from zairyu.casework.actions.landing import look_at_landing, post_at_port, use_at_landing
from zairyu.casework.actions.lodge import lodge
from zairyu.casework.actions.move import move
from zairyu.casework.actions.pay import cancel_unpaid, record_payment
from zairyu.casework.actions.read import (
    read_case,
    read_file,
    read_letter,
    read_mandate_paper,
    read_page,
)
from zairyu.casework.actions.stepping import note_stepped_down
from zairyu.casework.actions.talk import (
    ItemAsked,
    answer_item,
    answer_text,
    extend_due_date,
    read_messages,
    request_documents,
    send_message,
    submit_documents,
    take_back,
    write_to_office,
)
from zairyu.casework.actions.withdraw import (
    lawful_after_withdrawal,
    withdraw,
    withdraw_at_office,
)

__all__ = [
    "ItemAsked",
    "Mending",
    "Proposal",
    "To",
    "agree_correction",
    "answer_as_applicant",
    "answer_item",
    "answer_text",
    "approve",
    "assign",
    "came_back",
    "cancel_ecoe",
    "cancel_unpaid",
    "change_delivery",
    "change_ecoe_address",
    "claim_case",
    "close",
    "compare_print",
    "confirm_delivery",
    "correct_ecoe_address",
    "dispatch",
    "drop_correction",
    "ecoe_to_paper",
    "end_link",
    "expire_ecoe",
    "extend_due_date",
    "go_on_without",
    "hand_on_ecoe",
    "hand_over",
    "lapse",
    "lawful_after_withdrawal",
    "lodge",
    "look_at_landing",
    "mail_link_again",
    "move",
    "note_look",
    "note_stepped_down",
    "notify_refusal",
    "post_at_port",
    "propose_correction",
    "read_as_applicant",
    "read_case",
    "read_file",
    "read_letter",
    "read_mandate_paper",
    "read_messages",
    "read_page",
    "recommend",
    "record_paper_documents",
    "record_payment",
    "record_return_documents",
    "refuse",
    "register_ecoe_receipt",
    "request_documents",
    "resend_ecoe",
    "resume",
    "send_back",
    "send_ecoe_again",
    "send_link",
    "send_message",
    "start_examination",
    "submit_documents",
    "take_back",
    "transfer",
    "turn_away",
    "use_at_landing",
    "withdraw",
    "withdraw_at_office",
    "write_to_office",
]
