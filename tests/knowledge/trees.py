"""Small content trees, sound but for what a test changes."""

from pathlib import Path

ARTICLE = """\
---
id: psa-raised
question: "What can raise my PSA?"
phrasings:
  - "my psa went up, why"
  - "high prostate blood test result"
  - "psa of 6 what now"
conditions: [prostate]
about: ["psa"]
audience: everyone
approved_by: "Dr Ann Example, urologist"
reviewed_on: 2026-09-01
review_due: 2027-09-01
sources:
  - name: "Somebody"
    url: https://example.org/psa
lang: en
example: true
---
Many things can raise it. **Ask your doctor.**

- an infection
- getting older
"""

OTHER_ARTICLE = """\
---
id: sleep-better
question: "How can I sleep better?"
phrasings: ["cannot fall asleep", "awake all night", "tips for insomnia"]
conditions: [general]
approved_by: "Sam Example, nurse"
reviewed_on: 2026-09-01
review_due: 2027-09-01
sources: [{name: "Somebody", url: "https://example.org/sleep"}]
---
Go to bed at the same time every day.
"""

CONDITION = """\
id = "prostate"
name = "Prostate"
approved_by = "Dr Ann Example, urologist"
reviewed_on = 2026-09-01
review_due = 2027-09-01

[[red_flag]]
id = "prostate-flag-retention"
when = [["cannot pee", "can't pee"], ["pain*"]]
urgency = "emergency"
words = "Go to the emergency department now."
sources = [{ name = "Somebody", url = "https://example.org/flag" }]

[[interaction]]
id = "prostate-mix"
when = [["tadalafil"], ["nitrate*"]]
urgency = "same_day"
words = "Ask a pharmacist today."
sources = [{ name = "Somebody" }]
"""

CLAIM = """\
# Myths about the prostate.

[[claim]]
id = "milk-psa"
claim = "Milk raises PSA."
paraphrases = [
  "milk makes your psa go up",
  "drop milk and the number falls",
  "dairy is behind a high psa",
]
concepts = [["milk", "dairy"], ["psa"]]
unless = ["does not"]
correction = "It does not."
dangerous = false
conditions = ["prostate"]
sources = [{ name = "Somebody", url = "https://example.org/milk" }]
approved_by = "Dr Ann Example, urologist"
reviewed_on = 2026-09-01
review_due = 2027-09-01
"""

COUNTRY = """\
country = "GB"
name = "United Kingdom"
emergency = "999"
checked_on = 2026-11-01
check_due = 2027-05-01

[[line]]
name = "A line"
kinds = ["crisis"]
call = "116 123"
source = "https://example.org"
"""

REPLIES = """\
hello = "Hello {name}"

[crisis.active]
title = "You matter"
body = "Call {line} now."
"""

POLICY = """\
[rows."privacy.self"]
hide_from = 0.8
author = true
human = "case"
urgency = "low"

[rows."crisis.active"]
author = true
human = "page"
urgency = "now"

[notes]
window_hours = 6
"""

SOUND = {
    "articles/prostate/psa-raised.md": ARTICLE,
    "articles/general/sleep-better.md": OTHER_ARTICLE,
    "conditions/prostate.toml": CONDITION,
    "claims/prostate.toml": CLAIM,
    "resources/GB.toml": COUNTRY,
    "replies/en/all.toml": REPLIES,
    "policy.toml": POLICY,
}


def plant(folder: Path, changes: dict[str, str | bytes] | None = None) -> Path:
    """A content tree under `folder`: the sound one with some files changed."""
    root = folder / "content"
    for name, text in {**SOUND, **(changes or {})}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root
