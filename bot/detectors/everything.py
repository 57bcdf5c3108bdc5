"""The detectors in the order in which they look. One line each; a learned model will be one more."""

from bot.detectors import (
    authority,
    conduct,
    crisis,
    diagnosis,
    language,
    misinformation,
    privacy,
    red_flags,
    solicitation,
    stated_age,
)
from bot.detectors.advice import DETECTOR as ADVICE
from bot.detectors.pipeline import Pipeline
from bot.knowledge.library import Library


def pipeline(library: Library) -> Pipeline:
    """All of them, over a clinic's own claims and red flags."""
    return Pipeline(
        (
            crisis.DETECTOR,
            privacy.DETECTOR,
            red_flags.detector(library.red_flags),
            conduct.DETECTOR,
            stated_age.detector(library.policy.minimum_age),
            diagnosis.DETECTOR,
            ADVICE,
            misinformation.detector(library.claims),
            authority.DETECTOR,
            solicitation.DETECTOR,
            language.DETECTOR,
        )
    )
