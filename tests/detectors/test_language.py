"""Own sentences: abstains from what is clearly not English, and from nothing else."""

import pytest

from bot.core.finding import Assessment, Label
from bot.detectors import crisis
from bot.detectors.detector import Abstain
from bot.detectors.language import DETECTOR
from tests.detectors.tables import said


@pytest.mark.parametrize(
    "text",
    [
        "Hola a todos, tengo artritis desde hace dos años y no sé qué hacer con el dolor",
        "Bonjour, je suis sous méthotrexate depuis trois mois et j'ai très mal au ventre",
        "Ich habe seit drei Wochen starke Schmerzen und weiß nicht, was ich machen soll",
        "oi pessoal, alguém aqui também tem dor de cabeça depois da vacina?",
        "ciao a tutti, ho la colite da anni e non so cosa mangiare",
        "Dzień dobry, mam cukrzycę od roku i nie wiem co jeść",
        "у меня болит голова уже неделю что делать",
        "我昨天开始头痛怎么办请帮帮我谢谢大家",
        "मुझे तीन दिन से बुखार है क्या करूं कृपया",
        "السلام عليكم عندي صداع منذ يومين ماذا افعل",
        "doctor mujhe bahut dard hai aur main kya karu samajh nahi aa raha hai",
        "Merhaba, üç gündür başım çok ağrıyor ve ne yapacağımı bilmiyorum",
        "hallo allemaal, ik heb sinds een jaar veel pijn en het wordt niet beter",
        "hej alla, jag har haft ont i magen i två veckor och vet inte vad jag ska göra",
    ],
)
def test_abstains(text: str) -> None:
    with pytest.raises(Abstain):
        DETECTOR.look(said(text))


@pytest.mark.parametrize(
    "text",
    [
        "hola!",
        "",
        "metformin 500 mg bd, ramipril 5",
        "Mrs Ivana Petrović said it's fine 👍",
        "😂😂😂",
        "hydroxychloroquine sulfasalazine leflunomide adalimumab etanercept",
        "Bonjour from Lyon! Does anyone here also have crohns?",
        "ta ra chuck",
        "gracias to everyone for the help with my insulin",
        "cba today, meds, bed, telly",
        "de Quervain tenosynovitis in my left wrist since june",
        "Er, die Schmerzen are bad today lol",
        "im so tierd of thsi pain and teh gp wont lissen",
    ],
)
def test_reads_on(text: str) -> None:
    assert DETECTOR.look(said(text)) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("quiero morir, ya no puedo más", "passive"),
        ("no quiero vivir con este dolor", "passive"),
        ("me quiero morir", "passive"),
        ("quiero matarme", "active"),
        ("estoy pensando en suicidarme esta noche", "active"),
        ("voy a quitarme la vida", "active"),
    ],
)
def test_a_crisis_in_spanish_is_found(text: str, value: str) -> None:
    assert Assessment(tuple(crisis.DETECTOR.look(said(text)))).value(Label.CRISIS) == value
