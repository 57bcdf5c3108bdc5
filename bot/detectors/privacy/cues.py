"""Words that say what kind of number stands beside them.

One table over languages that members write in; the nearest word wins. `NOTHING` marks numbers that identify no person:
models, parcels, trials, doses, results.
"""

from typing import Final, Literal

from bot.core.finding import SpanType
from bot.detectors.privacy.lazy import lazy

Kind = SpanType | Literal["PIN", "NOTHING"]

_CUES: Final[tuple[tuple[Kind, str], ...]] = (
    (
        "NOTHING",
        (r"model|version|firmware|tracking|parcel|order (?:no|number|#|id)|trial|nct|isbn|issn|doi|pmid|lot|batch|exp(?:iry|ires)?|bib|invoice"
        r"|ticket|flight|ndc|din|error(?: code)?|part (?:no|number)|product|catalogue|catalog|bus|ref(?:erence)? range|range|page|chapter|step|steps"
        r"|psa|hba1c|a1c|tsh|ferritin|crp|esr|creat\w{0,8}|egfr|platelets?|wbc|neutrophils?|bp|hr|bpm|calories|kcal|mg|mcg|units?|ml|dose|doses"
        r"|score|price|cost|costs|paid|pounds?|dollars?|euros?|rupees|raffle|certificate|discount|promo|coupon|referral code|build|release"
        r"|postcode|zip(?: code)?|odds|population|copies|followers|members|subscribers|members here|counts?|levels?|weigh\w{0,3}|miles|km"),
    ),
    (
        "PHONE",
        (r"tel(?:ephone|efono|éfono|\.)?|phones?|phone (?:no|number)|ph|mob(?:ile)?s?|cell(?:phone)?|ring|rings?|call|calls|text|texts|txt|sms|whats\s?app"
        r"|wa|fax|landline|hotline|helpline|handy(?:nummer)?|portable|numero di telefono|contact|dial|digits|voicemail|(?:my|his|her|their) number"),
    ),
    (
        "GOV_ID",
        (r"ssn|social security(?: (?:no|number))?|social(?: number)?|soc sec|national insurance|ni(?: no| number)|nino|nhs(?: no| number| num| nr)?|nhs id"
        r"|passports?(?: (?:no|number))?|pasaporte|passeport|reisepass|driv(?:er|ing)'?s?'? ?licen[cs]e|licen[cs]e(?: no| number)|dl(?: no| number|#)?"
        r"|national id|id card|identity (?:card|number)|govt id|dni|n\.?i\.?e|nif|cpf|rg|pesel|nip|aadh?aar|adhaar|pan(?: card| no| number)|voter id"
        r"|codice fiscale|cod\.? fisc\w{0,5}|cf|steuer[- ]?id(?:nr)?|steuernummer|personalausweis\w{0,8}|ausweis\w{0,8}|bsn|burgerservicenummer|personnummer|cpr"
        r"|pps(?:n|\s(?:no|number))?|tfn|tax file(?: number)?|tax id|itin|ein|curp|rfc|rut|nric|ic (?:no|number)|hkid|alien number|green card|a-number"
        r"|visa number|c[eé]dula|ahv|avs|n\.?avs|insee|num[eé]ro de s[eé]cu\w{0,12}(?: sociale)?|s[eé]curit[eé] sociale|chi(?: no| number)|hsc number|ihi"
        r"|sin(?: no| number)?|rodn[eé] [cč][ií]slo|cnp|egn|kennitala|birth number|residence permit|brp"),
    ),
    (
        "MEDICAL_ID",
        (r"mrn|m\.r\.n|med(?:ical)? rec(?:ord)?s?(?: no| number| #)?|patient(?:'s)? (?:id|no|number|num|nr|ref\w{0,6}|code|#)|hosp(?:ital)?\.? (?:id|no|number|num|nr|ref\w{0,6}|#)"
        r"|uhid|accession(?: no| number)?|prescription(?: no| number| #| ref)?|rx(?: no| number|\s?#)|script (?:no|number)|chart(?: no| number)?|mr no|mrd|opd(?: no| number)?|ipd?(?: no| number)"
        r"|lab (?:id|no|number|ref)|specimen(?: id| no| number)?|sample (?:id|no|number)|record (?:id|no|number)|file (?:no|number)|referral (?:id|no|number|ref)|ubrn|booking ref\w{0,6}"
        r"|unit (?:no|number)|patientennummer|patienten-?id|patientennr|fallnummer|historia cl[ií]nica|n[uú]mero de historia|nhc|num[eé]ro de dossier|dossier|cartella(?: clinica)?"
        r"|participant (?:id|no|number)|subject (?:id|no|number)|appointment (?:id|ref\w{0,6})|case (?:no|number|file|id)|e-?rx|order (?:set|accession)|clinic (?:no|number)|k number|x number"
        r"|donor (?:id|no|number)|nmdp id|epic id|scan (?:id|no|number|ref)|imaging (?:id|no|number)|biopsy (?:no|number)|path(?:ology)? (?:no|number|ref)"),
    ),
    (
        "INSURANCE_ID",
        (r"insur(?:ance|er|ers|ed)(?: no| number| id| policy)?|policy(?:holder)?(?: no| number| id| #)?|member(?:ship)? (?:id|no|number|#)|claims?(?: no| number| id| ref\w{0,6}| #)?|group (?:no|number)"
        r"|subscriber (?:id|no|number)|beneficiary (?:id|no|number)|medicare(?: no| number| id| card)?|medicaid(?: no| number| id)?|medi-?cal|bcbs|blue cross|blue shield|aetna|cigna|humana|kaiser"
        r"|united ?health\w{0,4}|uhc|anthem|bupa|axa|vitality|aviva|allianz|krankenkasse|kranken(?:versicherung\w{0,8}|versichertennummer)|versicher\w{0,16}|kvnr|tk|aok|barmer|mutuelle|carte vitale"
        r"|tarjeta sanitaria|tessera sanitaria|esic|ayushman\w{0,8}|pmjay|tpa(?: no| number| id)|mbi|hicn?|ehic|ghic|irn|health card|ohip|prior auth\w{0,12}(?: no| number)?|auth(?:orization)? (?:no|number)"
        r"|tricare|va (?:id|file|claim)|mediclaim|health fund|medibank|hcf|nib|dvla? claim|pip claim"),
    ),
    (
        "FINANCIAL",
        (r"(?:credit|debit|bank|visa|gift|master|prepaid) ?card(?: no| number)?|cards?(?: no| number| #)?|visa|mastercard|amex|american express|cvv|cvc|sort ?code|acct?(?:ount)?(?: no| number| #)?"
        r"|iban|bank(?: account| details)?|routing(?: no| number)?|bsb|ifsc|swift|bic|konto(?:nummer)?|kontonr|cuenta|compte|rib|clabe|upi|giro|wallet"),
    ),
    (
        "IP_OR_DEVICE",
        (r"serial(?: no| number| #)?|serials|s/n|sn|imei|meid|mac(?: address)?|udid|device (?:id|no|number|serial)|ip(?: address)?|ipv[46]|transmitter(?: id| no)?|receiver (?:id|no)|pump (?:id|no|number)"
        r"|pacemaker (?:no|number|id)|implant (?:no|number|id)|android id|advertising id|hardware id|ser\.? no|seriennummer|n[uú]mero de serie"),
    ),
    (
        "PIN",
        r"pin(?: code| no| number)?|passcode|pass code|passwords?|pword|passwd|pwd?|pw|pass|contraseña|passwort|mot de passe|access code|unlock code|door code|key ?safe(?: code)?|otp|security code",
    ),
)
_GROUPS: Final[dict[str, Kind]] = {f"k{index}": kind for index, (kind, _) in enumerate(_CUES)}
CUE: Final = lazy(
    r"(?<![\w])(?:" + "|".join(f"(?P<k{index}>{words})" for index, (_, words) in reversed(list(enumerate(_CUES)))) + r")(?![\w])"
)
_LINK: Final = lazy(
    r"(?:[\s:#=\-(,'\"]|\b(?:is|are|was|its|it's|it is|the|my|his|her|no|nr|n[ºo°]|num|number|numbers|numero|nummer|id|code|ends?|ending|in|which|ist|es|est|a|card"
    r"|account|address|and|on|full|one|that's|thats|me|us|at|him|them|under|with|here|for|to|says|reads|shows|as|ref|#)\b|\.(?=\s))*\Z"
)
_FAR: Final = lazy(r"[.!?]\s[^.!?]{0,80}[.!?]\s|\n\s?\n")
REACH: Final = 110


def nearest(lower: str, start: int, end: int) -> tuple[Kind, bool] | None:
    """The kind that the nearest cue gives to the number at [start, end), and whether the cue stands right beside it."""
    head = max(0, start - REACH)
    before = lower[head:start]
    last = far = None
    for match in CUE.finditer(before):
        last = match
        if match.lastgroup != "k0" or match.end() > len(before) - 30:
            far = match
    if last is not None and last.lastgroup is not None:
        gap = before[last.end() :]
        beside = bool(_LINK.match(gap))
        if beside:
            return _GROUPS[last.lastgroup], True
    after = CUE.match(lower, _skip(lower, end), end + 30)
    if (
        after is not None
        and after.lastgroup is not None
        and lower[end : after.start()].strip(" (") in {"", "is my", "is the", "my", "as", "is his", "is her"}
    ):
        kind = _GROUPS[after.lastgroup]
        if kind not in {"PHONE", "PIN"}:
            return kind, True
    if far is not None and far.lastgroup is not None and not _FAR.search(before, far.end()):
        return _GROUPS[far.lastgroup], False
    return None


_GLUE: Final = lazy(r"[\s(]{0,2}(?:(?:is|as) )?(?:(?:my|the|his|her) )?")


def _skip(lower: str, end: int) -> int:
    match = _GLUE.match(lower, end)
    return match.end() if match else end
