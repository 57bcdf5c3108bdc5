"""Every table. What a member wrote is only ever in a `sealed` column, under the key of the person named by `subject`."""

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
from bot.store.tables.people import preference, sandbox_channel, sandbox_message, sandbox_person, sandbox_setting
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
    "data_right",
    "duty_cover",
    "duty_shift",
    "evidence",
    "gap",
    "inbox",
    "judgement",
    "measure",
    "metadata",
    "note_given",
    "outbox",
    "page_sent",
    "preference",
    "report",
    "sandbox_channel",
    "sandbox_message",
    "sandbox_person",
    "sandbox_setting",
    "subject",
    "switch",
    "timer",
    "trial_count",
    "verdict",
]
