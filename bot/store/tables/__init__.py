"""Every table. What a member wrote is only ever in a `sealed` column, under the key of the person named by `subject`.

Where `held_under` names another key, a legal hold keeps the value although that person was erased (`store/holds.py`).
"""

from bot.store.tables.base import metadata
from bot.store.tables.casework import (
    appeal,
    case_bar,
    case_file,
    case_message,
    case_note,
    case_watch,
    evidence,
    judgement,
    measure,
    report,
    verdict,
)
from bot.store.tables.duty import duty_cover, duty_shift, page_sent
from bot.store.tables.events import inbox, outbox, subject, timer
from bot.store.tables.knowledge import answer_given, article_current, article_version, gap, note_given
from bot.store.tables.people import (
    condition_choice,
    consent,
    preference,
    sandbox_channel,
    sandbox_message,
    sandbox_person,
    sandbox_setting,
)
from bot.store.tables.platforms import last_heard, private_note, setup_made
from bot.store.tables.record import audit, audit_anchor, audit_head, data_right, switch, trial_count

__all__ = [
    "answer_given",
    "appeal",
    "article_current",
    "article_version",
    "audit",
    "audit_anchor",
    "audit_head",
    "case_bar",
    "case_file",
    "case_message",
    "case_note",
    "case_watch",
    "condition_choice",
    "consent",
    "data_right",
    "duty_cover",
    "duty_shift",
    "evidence",
    "gap",
    "inbox",
    "judgement",
    "last_heard",
    "measure",
    "metadata",
    "note_given",
    "outbox",
    "page_sent",
    "preference",
    "private_note",
    "report",
    "sandbox_channel",
    "sandbox_message",
    "sandbox_person",
    "sandbox_setting",
    "setup_made",
    "subject",
    "switch",
    "timer",
    "trial_count",
    "verdict",
]
