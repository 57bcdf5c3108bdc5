# ruff: noqa: E501 - word lists
"""Does an unverified author speak with a professional's authority? (`policy/labels.md`, authority_claim)

A job that is only mentioned is none: a claim needs the job and words that lean on it, near each other and in the first person.
"""

import re
from collections.abc import Callable
from itertools import islice
from typing import Final

from bot.core.finding import Finding, Label
from bot.core.message import Role
from bot.detectors.detector import Detector
from bot.detectors.document import Document
from bot.detectors.lazily import lazy
from bot.detectors.practice import DOES_ALL_DAY, QUALIFIED, SERVED, SICK_LIFE, TELLS_PATIENTS

_JOB: Final = (
    r"(?:doctor|doc|dr|gp|qualified pt|licensed pt|(?:carer|caregiver) (?:on|in|at) (?:an?|the) (?:\w+ )?(?:ward|home|hospital|unit|hospice)|care worker|physician|nurse|nurse practitioner|anp|rn|lpn|cna|pharmacist|pharmacy (?:tech\w*|assistant|dispenser)|dispenser|paramedic|emt|midwife|doula|surgeon|"
    r"[a-z]{2,12}ologist|consultant|clinician|psychiatrist|therapist|psychotherapist|counsell?or|dietiti[ao]n|dietician|nutritionist|nutritional therapist|"
    r"physio(?:therapist)?|physical therapist|chiropractor|osteopath|naturopath|homeopath|herbalist|acupuncturist|radiographer|radiologist|sonographer|phlebotomist|"
    r"lab (?:scientist|tech\w*)|medical (?:lab )?(?:scientist|student|researcher|writer|secretary|biologist|professional|assistant|doctor|herbalist|biller|coder)|biochemist|biomedical scientist|bms|"
    r"med student|scientist|toxicologist|hca|healthcare (?:assistant|professional|worker)|health ?care (?:professional|worker)|hcp|care assistant|support worker|carer by profession|"
    r"health visitor|dentist|dental nurse|hygienist|optometrist|optician|vet|veterinarian|vet nurse|anaesthetist|anesthetist|anesthesiologist|odp|medic|practitioner|"
    r"wellness coach|health coach|hormone coach|personal trainer|pt instructor|occupational therapist|ot|speech therapist|audiologist|podiatrist|paediatrician|pediatrician|obstetrician|"
    r"obgyn|geriatrician|oncologist|registrar|houseman|intern doctor|resident doctor|junior doctor|first aider|first aid instructor|technician|x-?ray tech|ecg tech|dialysis tech|mri tech|"
    r"ultrasound tech|tech in a hospital|ambulance (?:driver|crew|technician)|911 dispatcher|call handler|social worker|psychologist|(?:ward|oncology|icu|itu|theatre|a&e|dialysis|stoma|renal|medical|surgical|hospice|practice|nursing|night|cancer|cardiac|neuro|paediatric|outpatients?) sister|matron|ward manager|prescriber|ayurvedic (?:doctor|practitioner)|"
    r"hakeem|vaidya|shaman|iridologist|reflexologist|breathwork (?:coach|practitioner)|immunologist|professor of medicine|medicine graduate|pharmacology (?:student|graduate|phd)|functional medicine (?:doctor|practitioner)|compounder|docter|nures|pharmasist|medical herbalist|(?:birth|key|youth|mental health|drugs?|recovery|outreach|health|addiction) worker|lactation (?:consultant|specialist)|ibclc|(?:hormone|reiki|wellness|nutrition|wellbeing|holistic|bowen|tcm|nd|nlp|health) practitioner|physiologist|neuroscientist|epidemiologist|virologist|geneticist|combat medic|first responder|ambulance (?:man|woman|technician|worker)|ambulanceman|hypnotherapist|kinesiologist|masseuse|massage therapist|doctor of (?:medicine|pharmacy)|pharmacy (?:student|manager|owner)|chemist|nursing (?:student|assistant|sister|home manager|lecturer|tutor)|(?:medical|nursing|clinical|pharmacy|physio|midwifery) (?:student|lecturer|tutor|educator|scientist|director|officer|trainee|rep)|pa-c|physician (?:assistant|associate)|scrub nurse|stoma nurse|sister on \w+|charge nurse|auxiliary|nursing auxiliary|porter|vaccinator|health (?:educator|inspector)|clinical (?:lead|trials? \w+|psych\w*)|trainee \w{3,12}|medical rep|researcher|professor|prof|psych)"
)
_QUALITY: Final = (
    r"(?:(?:a|an|the|friendly|neighbou?rhood|humble|busy|mere|lowly|unretired|returned|rtd|retd|combat|final yr|2nd yr|3rd yr|4th yr|neuro|paeds|picu|nicu|hdu|ward|research|nearly-qualified|nearly qualified|almost qualified|almost|training|working|travel|agency|bank|rural|night|day|veteran|seasoned|career|lifelong|retired|former|ex|ex-|qualified|registered|trained|practi[sc]ing|licensed|certified|chartered|board|board-certified|senior|experienced|specialist|staff|student|"
    r"fully|newly|semi|semi-retired|er|icu|itu|a&e|nhs|hospital|community|district|practice|school|psych|psychiatric|mental health|paediatric|pediatric|renal|cardiac|diabetes|stoma|cancer|oncology|"
    r"breast|respiratory|epilepsy|ms|rheumatology|dialysis|transplant|theatre|operating|critical care|intensive care|labour ward|maternity|neonatal|army|military|clinical|medical|general|family|"
    r"private|holistic|functional|registered general|head|lead|consultant|locum|junior|psychosexual|naturopathic|endocrine|critical|palliative|hospice|sports|trauma|emergency|ambulance|foreign|overseas|"
    r"veterinary|old|long-serving|actual|real|proper|bona fide|full time|part time|now retired|recently retired|long retired|career|band \d|\d+(?:st|nd|rd|th) year|final[\s-]year|third[\s-]year|second[\s-]year|1st[\s-]year|3rd[\s-]year|homeopathic|ayurvedic|unani|chinese|traditional|herbal|spinal|complementary)[\s-]{1,2}){0,5}"
)
_ANY: Final = r"(?:(?!(?:of|my|the|who|to|with|patient|for|and|said|on|in|under|by|friend|wife|husband|mum|mother|daughter|son|not|no|never|than)\b)[a-z][\w-]{1,14} ){0,2}"
_YEARS: Final = r"(?:(?:for|of|with|over|nearly|almost|about|around|more than|close to)[\s,]{1,2}){0,3}(?:\d{1,2}\+?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|many|several|decades)[\s-]{0,2}(?:odd )?(?:years?|yrs?|decades|yr)?"

_LEANS_TEXT: Final = (
    r"\b(?:trust me|believe me|take it from (?:me|someone|a)|take my word|mark my words|you can trust|u can trust|listen to me|hear it from|hear me out|let me (?:tell|assure|reassure|explain|put)|"
    r"(?:i can|i could|i'?ll|i will|can|gonna|going to|i'?m going to) (?:tell|assure|promise|guarantee|reassure|confirm|say|categorically)(?: you| u| ya| everyone| this| that| with| for)?|i (?:can )?(?:assure|promise|guarantee|swear to) (?:you|u)|i'?m telling (?:you|u|ya|everyone)|im tellin u|"
    r"i (?:do |really |actually )?know (?:what|when|why|exactly|if|how|for a fact|that|this|about|exactly|my stuff|the|all|these|it)|i should know|so i know|so i'?d know|we know|i'?d know|i know a thing or two|know what (?:i'?m|im) (?:talking|looking|doing|on)|"
    r"i (?:see|read|run|perform|work with|look at|handle|deal with|treat|do|dispense|scan|nurse|look after|teach|test|give|prescribe|advise|tell)\b[^.!?]{0,40}\b(?:every day|daily|all day|all the time|day in|each week|every week|every shift|hundreds|thousands|for a living|loads|my patients|patients|clients)|"
    r"i(?:'?ve| have)? (?:seen|treated|delivered|nursed|operated on|dispensed|scanned|looked after|helped|adjusted|dealt with|read|done|given|diagnosed|assessed) (?:\w+ ){0,3}(?:hundreds|thousands|countless|loads|enough|plenty|so many|too many|more|dozens|many|\d{2,}|it all|this|these|it|babies|patients)|"
    r"my patients|in my (?:professional|clinical|medical|expert|\w+ years?)|in my (?:opinion|experience|view) as|professional (?:opinion|experience|advice|view)|medical (?:opinion|advice)|"
    r"i(?:'?d| would)? (?:strongly |always |definitely |never |professionally |personally |highly )?(?:advise|recommend|suggest|urge|prescribe)|my (?:professional |medical |honest )?advice|"
    r"you (?:really |definitely |absolutely |clearly |simply |just )?(?:should|need to|must|have to|do not|don'?t|can|can'?t|won'?t|shouldn'?t|ought|needn'?t|may|have|are|will)\b(?! (?:lot|guys|all))|"
    r"nothing to worry|i wouldn'?t worry|not dangerous|perfectly safe|perfectly normal|it'?s (?:completely |perfectly |totally |absolutely )?(?:safe|normal|fine|harmless|dangerous|nonsense|rubbish|not)|that'?s (?:not|a fact|just|definitely|wrong|right|normal|nonsense|called)|"
    r"(?:this|that|it|which) is (?:not|definitely|a|an|classic|textbook|called|because|what|clearly|normal|nothing|well established|basic|wrong|perfectly|completely|how)|"
    r"we (?:always|never|used to|usually|tell|told|see|saw|give|gave|advise|recommend|teach|were told|don'?t|do not|were taught|would|call)|(?:don'?t|do not|never|please|stop|avoid|take|get|ask|ignore|go) \w+|"
    r"i'?d (?:call|say|bet|put|stop|start|give|keep|leave|tell|come off|take|go|double|halve|skip|drop|not touch|never|avoid|want you|expect|treat|diagnose)|i (?:promise|swear|guarantee|vouch)|i'?ll (?:tell|say)|listen up|believe an?|trust (?:the|what|that|my)|kindly (?:follow|do|stop|take|listen)|(?:i'?m|im) (?:rarely|never|seldom) wrong|seen (?:it|this|them|that|thousands|hundreds|enough|plenty|all)|on my authority|nothing (?:but|more|else|to)|time and again|[,:;-] ?(?:ditch|bin|drop|stop|skip|double|halve|cut|forget|put|keep|eat|drink|try|leave|wear|rest|ice|use|rub|throw|go) \w+|no odds|nobody|no one|everybody|everyone|people (?:need|should|don'?t|panic|worry|forget)|relax|rest easy|calm down|sleep (?:well|easy)|benign|harmless|let me be (?:clear|blunt|honest|straight)|(?:we|you) (?:all )?(?:knew|know|laughed|joked)|worse than|says?|tells? me|holds|hold on to|with confidence|from the inside|no reason to lie|i stand by|speaking (?:professionally|medically|clinically)|quote me|the truth is|the fact is|fact is|the science|studies show|there is no|there'?s no)"
)
_LEANS: Final = lazy(_LEANS_TEXT)
_STRONG_TEXT: Final = (
    r"\b(?:trust me|believe me|take it from (?:me|someone|a)|take my word|mark my words|(?:you|u) can trust|listen to me|hear it from|let me (?:tell|assure|reassure)|i can (?:tell|assure|promise|guarantee|reassure|confirm|say)|i (?:assure|promise|guarantee|swear to) (?:you|u)|"
    r"i promise|i swear|i'?ll tell (?:you|u)|listen (?:up|to (?:somebody|someone|an old|your))|believe (?:an?|your) |trust (?:the (?:professionals?|experts?)|what i|my (?:training|judge?ment|experience))|kindly follow|(?:i'?m|im) (?:rarely|never|seldom) wrong|on my authority|(?:kinda|sort of|kind of|obviously|certainly) know my stuff|me telling (?:you|u)|seen (?:it|this|thousands|hundreds|enough|plenty)\b[^.!?]{0,30}(?:time|times|again|over|thousands|hundreds)|i'?m telling (?:you|u|ya|everyone)|so (?:i|you can) (?:do |really |actually )?(?:know|trust|believe)|i (?:do )?know what (?:i'?m|im)|i should know|so i'?d know|i'?d know|(?:has |have )?taught me|i know (?:for a fact|my stuff|a thing or two|exactly|these|how these|what these|how this)|my patients|"
    r"i(?:'?ve| have)? (?:seen|treated|delivered|nursed|dispensed|dealt with|looked after) (?:\w+ ){0,2}(?:hundreds|thousands|countless|loads|enough|plenty|so many|too many|dozens|\d{2,}|it all)|"
    r"i(?:'?d| would)? (?:strongly |always |professionally )?(?:advise|urge) (?:you|everyone|anyone|against|that)|my (?:professional|medical) (?:advice|opinion)|"
    r"i see (?:this|it|these|loads|hundreds|people)\b[^.!?]{0,40}(?:all the time|every day|daily|every week|all day|every shift)|(?:you|u) (?:really |definitely |absolutely )?(?:should|need to|must|have to|do not|don'?t have|shouldn'?t|needn'?t|don'?t need)\b)"
)
_STRONG: Final = lazy(_STRONG_TEXT)
_OPENING: Final = lazy(
    rf"(?:\A|[.!?\n]\s*|\A@\w+\W+)(?:(?:hi|hello|hey|ok|okay|so|well|right|morning|evening|quick one|just|actually|um|er|all|everyone|folks|ladies|friends?|guys|um|psa|fyi|good \w+)[\s,!:-]{{1,3}}){{0,3}}"
    rf"(?!the\b|our\b|my\b){_QUALITY}{_JOB}(?:[\s,(-]{{1,3}}(?:here|speaking|by (?:trade|profession|background|training)|{_YEARS}|and (?:proud|mum|mom|mother)|on here|in the (?:house|room))|[.:;]|(?:,(?=\s(?:you can trust|u can trust|listen|let me|so|and i|trust|believe|take it|i can|i know|i've seen)\b))){{1,3}}(?![\w'])"
)
_TAKE_IT: Final = lazy(
    rf"(?<![\w'])(?:take it from|coming from|hear it from|listen to|trust) (?:me,? )?(?:an?|your (?:friendly|local)|someone who(?:'s| is| was) an?)[\s,]{{1,2}}{_QUALITY}{_JOB}(?![\w'])(?! (?:on|in|at|i|who told|and not))"
)
_EVIDENT: Final = lazy(
    r"(?<![\w'])(?:my patients|i (?:treat|diagnose|prescribe for) (?:\w+ ){0,2}patients|what i tell (?:all )?my (?:patients|clients)|i tell (?:all )?my (?:patients|clients)|in my (?:professional|clinical|medical) (?:opinion|experience|judge?ment|view)|speaking (?:medically|professionally|clinically)|professionally speaking)(?![\w'])"
)
_AS: Final = lazy(
    rf"(?<![\w'])(?:as|being|speaking as|(?:coming|speaking|advice|word|opinion|view|straight|one|tip|this is|that'?s) from|(?:\A|(?<=[.!?] ))from|said as|spoken as|i say this as|i'?m saying this as|saying this as)[\s,]{{1,2}}(?:an?|the|your(?: \w+)?|someone who(?:'s| is| was)(?: an?)?|somebody who(?:'s| is| was)(?: an?)?)[\s,]{{1,2}}{_QUALITY}{_ANY}{_JOB}(?![\w'])(?!\W{{1,2}}(?:told|said|once|says|explained|put|friend|mentioned|would|will|did|has|does|i know (?:said|told|once|who|from|says|always)|i saw|i met|on the|pointed|wrote))"
)
_I_AM: Final = lazy(
    rf"(?<![\w'])(?:i'?m|i am|i was|i'?ve been|i have been|i used to be|having been|having worked as|having trained as|i work as|i worked as|working as|i trained as|i qualified as|me being|im also|i'?m also|i happen to be|i'?m actually|i'?m literally|my job is|i do this for a living|i'?m both)[\s,]{{1,2}}{_QUALITY}{_ANY}{_JOB}(?![\w'])"
)
_PLACE: Final = lazy(
    r"(?<![\w'])(?:(?:i|we)(?:'ve| have)? |(?<=^)|(?<=[.!?\n] )|(?<=, ))(?:work|worked|working|been working|did|spent|trained|taught|used to work)\b[^.!?\n]{0,40}\b(?:hospital|pharmacy|chemist|ward|wards|icu|itu|a&e|er|lab|laboratory|clinic|surgery|nhs|ambulance|oncology|care home|hospice|"
    r"labour ward|radiology|pathology|theatre|theatres|healthcare|health care|big pharma|pharma|medicine|nursing|cardiology|dialysis|dialysis unit|med school|medical school|drug company|nursing home|nutrition|public health|medical research)\b"
)
_TRAINED: Final = lazy(
    r"\b(?:speaking (?:professionally|medically|clinically|with my \w+ hat on)|in my (?:professional|clinical|medical|nursing|expert|pharmacy) (?:opinion|experience|view|judge?ment|career|practice)|in my (?:\d{1,2}\+?|many|twenty|thirty|ten) years? (?:as|of|in) \w+|"
    r"(?:with|from) my (?:medical|nursing|clinical|pharmacy|scientific) (?:background|training|degree|knowledge|experience|career)|i(?:'?m| am) (?:medically|clinically) (?:trained|qualified)|i(?:'?ve| have) (?:a|an|my) (?:medical|nursing|pharmacy|medicine|biomedical|biochemistry|phd|md|msc|doctorate|degree in (?:medicine|nursing|nutrition|pharmac\w+|biochem\w+|biology))\b|"
    r"i (?:treat|diagnose|prescribe|see) (?:\w+ ){0,3}patients|my patients|my clinic\b(?! (?:said|says|told|nurse|letter|appointment|is|app))|my own practice|i run a (?:clinic|practice)|what i tell my (?:patients|clients)|"
    r"(?:\d{1,2}\+?|twenty|thirty|ten|fifteen) (?:years|yrs) (?:in|of|as|on|working in) (?:an? )?(?:nursing|medicine|the nhs|nhs|general practice|pharmacy|midwifery|clinical|practice|oncology|a&e|icu|theatre|the ambulance|intensive care|medical|healthcare|emergency)|"
    r"i(?:'?ve| have) (?:delivered|nursed|treated|operated on) (?:\w+ ){0,2}(?:hundreds|thousands|\d{2,}|countless)|i(?:'?m| am) (?:the|a) (?:professional|expert|medical professional) (?:here|in this)|i went to med(?:ical)? school|my background is in (?:medicine|nursing|pharm\w+|bio\w+|health\w*|nutrition|immunology|genetics|medical \w+)|my (?:medical|nursing|pharmacy|science|medicine) (?:degree|training|background|experience) (?:tells?|says?|means|taught)|i hold a (?:phd|doctorate|degree)|i(?:'?ve| have) studied (?:medicine|nursing|pharmacology|nutrition))\b"
)
_DENIED: Final = lazy(
    r"\b(?:not|no|never|isn'?t|ain'?t|if i (?:was|were)|wish i (?:was|were)|want to be|hope to be|training to be|my (?:mum|mom|dad|sister|brother|wife|husband|friend|mate|daughter|son|aunt\w*|uncle|cousin|partner|neighbour|neighbor|mil|gran|boyfriend|girlfriend|bf|gf)(?:'?s| is| was| works| who is)?|"
    r"pretend|play|told by|ask|see|saw|seeing|need|find|found|spoke to|talk to|talked to|from the|what)\W{1,2}(?:a |an |the |as |being |your |my |any )?\Z"
)
_OWN_CASE: Final = lazy(
    r"\b(?:diagnosed|dx|newly|patient myself|ill myself|as a patient|other side|burn(?:ed|t) out|off sick|signed off|worst patient|bad patient|back to work|phased return|my shifts?|night shifts?|go back to|anyone else|any tips|how do i|can i|should i|"
    r"just (?:been|got|had) (?:told|dx|diagnosed)|not as a|i should know better|i find it|lost my job|retire on|career|embarrass\w*|struggl\w*|cope|coping|my own (?:diagnosis|illness|results|cancer|body|treatment))\b"
)


_ORDERS: Final = (
    r"\b(?:(?:forget|double|halve|stop|skip|decline|refuse|cancel|bin|drop|ditch|take|leave|have|give|get|go|keep|put|time|rest|ice|ignore|start|switch|drink|eat|avoid|don'?t) (?:the|it|that|them|those|your|ur|two|one|a|an|any|off|on|another|more|ahead|to|home)\b|"
    r"(?:the truth|reality) is|(?:definitely|certainly|categorically|absolutely|obviously|clearly|always|never|compulsory|nonsense|rubbish|a myth|no such thing|nobody|no one|doesn'?t|does not|isn'?t|won'?t|can'?t|cannot)\b)"
)
_RULES_ON: Final = lazy(
    rf"\b(?:(?:that|this|it|(?:that|this|those|these) (?:\w+ ){{1,3}}|what (?:you|he|she|they)(?:'?ve|'s| have| has)? (?:got|describe\w*|have|has)|your \w+|those|they|these|generics|meds|medicines|drugs|tablets|doses|scans|vaccines|jabs|antibiotics|steroids|inhalers|results|levels|side effects|supplements|vitamins)(?:'s|'re|(?<= )is|(?<= )are| is| are| ain'?t| aint| isn'?t| sounds| will|'ll|re)\b(?! (?:hard|tough|so hard|great|lovely|awful|rough|me|my|i|shift|day|why|for me))|"
    rf"(?:you|u)(?:'ll|'re|'ve| do| are| have)? (?:should|need|must|can|will|have to|don'?t|won'?t|shouldn'?t|do not|want to|be fine|be ok|got|ought)\b)|{_ORDERS}|\A\W{{0,3}}(?:\w+\W{{1,2}}){{0,3}}(?:saw|seen|delivered|treated|nursed) (?:thousands|hundreds|\d{{2,}}|it all|plenty|enough|loads|worse)"
)


def look(doc: Document) -> list[Finding]:
    """At most one finding: the surest claim."""
    if doc.message.author_role is Role.CLINICIAN or not _TRIGGER.search(doc.lower):
        return []
    best: Finding | None = None
    for rule, confidence, start, end in _claims(doc.lower):
        if best is None or confidence > best.confidence:
            best = Finding(Label.AUTHORITY, "true", confidence, "authority", doc.why(f"authority.{rule}", start, end))
    return [best] if best else []


_TRIGGER: Final = lazy(
    r"\b(?:as an?|being an?|i'?m|i am|i was|i'?ve|i have|here|years|yrs|year|yr|speaking|professional|patients|work|worked|training|degree|from an?|clinic|practice|by trade|medically|clinically|background|used to|trust|believe me|i should know|i can tell|telling you|retired|former|ex|registered|licensed|certified|chartered|teach|lecture|job|opinion|view|ayurvedic|medic|vet|let me|patients|take it from|mbbs|mbchb|rgn|rn|bsn|md|phd|nurse|doctor|midwife|pharmacist|paramedic|physio|chemist|chemists|wards|ward|theatre|a&e|icu|for a living|families|clients|students|hat on|badge on|authority|professionals?|ambulance|medic|qualify|finishing|studying|decades|career|life|radiographer|sonographer|technician|tech|surgeon|gp|dr|counter|shift|death certs|scrubbed|trained|med school|studied|trained|qualified)\b"
)


def _claims(lower: str) -> list[tuple[str, float, int, int]]:
    return [
        (rule, confidence, *match.span())
        for rule, confidence, pattern, holds in _RULES
        for match in islice(pattern.finditer(lower), 8)
        if not _denied(lower, match) and holds(lower, match)
    ]


def _leaning(lower: str, match: re.Match[str]) -> bool:
    return _near(_LEANS, lower, match, 170) and not _weak(lower, match)


def _opens(lower: str, match: re.Match[str]) -> bool:
    """ "Nurse here. ...": it leans, or it says who it is and then asserts; "doctor here says" is somebody else."""
    if match.group().endswith("here") and _SOMEBODY.match(lower, match.end()):
        return False
    if _STRONG.search(lower, match.end(), match.end() + 250):
        return True
    if not _PRESENTED.search(match.group()) or _weak(lower, match):
        return False
    return _near(_LEANS, lower, match, 250) or _asserts(lower[match.end() : match.end() + 130])


def _strongly(reach: int) -> Callable[[str, re.Match[str]], bool]:
    def holds(lower: str, match: re.Match[str]) -> bool:
        return not _and_not(lower, match) and _near(_STRONG, lower, match, reach) and not _weak(lower, match, strong=True)

    return holds


def _near(pattern: re.Pattern[str], lower: str, match: re.Match[str], reach: int) -> bool:
    """The leaning words stand within reach after the claim, or shortly before it."""
    return bool(
        pattern.search(lower, match.end(), min(len(lower), match.end() + reach))
        or _STRONG.search(lower, max(0, match.start() - 60), match.start())
    )


def _asserts(after: str) -> bool:
    """What follows is said of others or the world, not of the author, and is no question."""
    return len(after) > 15 and "?" not in after and not re.search(r"\b(?:i|i'm|im|i've|ive|my|me|mine|we|our|us)\b", after)


def _denied(lower: str, match: re.Match[str]) -> bool:
    return bool(_DENIED.search(lower[max(0, match.start() - 30) : match.start()])) or bool(
        re.search(r"\b(?:not an?|no) ", match.group())
    )


def _and_not(lower: str, match: re.Match[str]) -> bool:
    """ "I'm a vet not a doctor", "I'm a nurse's husband"."""
    return bool(re.match(r"\W{0,3}(?:and |but |so )?(?:not an?\b|i'?m no |no doctor|'s )", lower[match.end() : match.end() + 16]))


def _weak(lower: str, match: re.Match[str], strong: bool = False) -> bool:
    """The job is told as part of the author's own case."""
    near = lower[max(0, match.start() - 50) : match.end() + (60 if strong else 110)]
    return bool(_OWN_CASE.search(near)) and not _STRONG.search(near)


_LEANS_ON_IT: Final = lazy(f"{_LEANS_TEXT}|{_ORDERS}")
_PRESENTS: Final = lazy(
    rf"(?:\A|[.!?\n]\s{{0,2}}|\A@\w+\W+|, |(?<=but )|(?<=and ))(?:(?:hi|hello|hey|ok|okay|so|well|morning|evening|all|folks|guys|right|look|listen|sorry|honestly)[\s,!:-]{{1,3}}){{0,2}}(?:i'?m |i am |i was |am |was |been |i'?ve been |worked as |i work as |used to be )?{_QUALITY}{_JOB}(?! (?:told|said|says|appt|appointment|at my|in my|who|rang|came|just|has|is|was|will|gave|put|did|doesn't|didn't|asked|wants|called|thinks|reckons|line|visits?|coming|tomorrow|today|on (?:mon|tues|wed|thurs|fri)\w*)\b)(?=[\s,.:;(!-])"
)


_COPULA: Final = lazy(
    r"\W{0,3}(?:\w{2,9}[\s,!:-]{1,3}){0,2}(?:i'?m|i am|i was|am|was|been|i'?ve been|worked as|i work as|used to be) "
)
_GRADE: Final = lazy(
    r"\W{0,3}(?:a |an )?(?:retired|former|ex|qualified|registered|trained|practi[sc]ing|licensed|certified|chartered|senior|experienced|specialist|staff|student|semi-retired|psych\w*|icu|itu|a&e|nhs|hospital|community|district|paediatric|renal|cardiac|"
    r"diabetes|oncology|respiratory|epilepsy|rheumatology|dialysis|theatre|critical care|army|combat|rtd|retd|final|neuro|palliative|hospice|ward|emergency|trauma|locum|junior|career|lifelong|scrub|stoma|charge)\b"
)


def _practised(lower: str, match: re.Match[str]) -> bool:
    """Years, tasks and degrees count where something is said on the strength of them, and not of one's own illness."""
    if _and_not(lower, match) or _own(lower, match) or re.search(r"\bin (?:\w+ ){0,3}wards?\Z", match.group()):
        return False
    after = lower[match.end() : match.end() + 200]
    before = lower[max(0, match.start() - 120) : match.start()]
    return bool(_LEANS_ON_IT.search(after) or _STRONG.search(before) or _LEANS_ON_IT.search(before)) or (
        _asserts(after) and "?" not in before
    )


def _spoken(lower: str, match: re.Match[str]) -> bool:
    return not _own(lower, match)


def _own(lower: str, match: re.Match[str]) -> bool:
    near = lower[max(0, match.start() - 50) : match.end() + 90]
    return bool(SICK_LIFE.search(near)) or _weak(lower, match)


def _presents(lower: str, match: re.Match[str]) -> bool:
    """Who somebody is, at the start of a sentence, and then a ruling on another person's body or care."""
    if _and_not(lower, match) or _own(lower, match):
        return False
    after = lower[match.end() : match.end() + 160]
    if "?" in after[:90] or not _RULES_ON.search(after):
        return False
    if _COPULA.match(match.group()):
        return bool(
            re.match(
                r"\W{0,2}[.,:;!(-]|\s(?:and|who|so|with|for|in|on|at|of|by|here|now|but|since|\d|retired)\b",
                lower[match.end() : match.end() + 12],
            )
        )
    if re.match(
        r"\W{0,3}(?:here|this side|of|for|with)\b|[\s,(]{1,2}(?:\d|twenty|thirty|ten|fifteen|half)",
        lower[match.end() : match.end() + 14],
    ):
        return bool(_PRESENTED.search(lower[match.start() : match.end() + 24]))
    if match.start() == 0 and re.match(r"\s?\(", lower[match.end() : match.end() + 2]):
        return True
    return (
        bool(_GRADE.match(match.group()))
        and re.match(r"[.,:;!(-]|\s(?:so|who|and)\b", lower[match.end() : match.end() + 5]) is not None
    )


_SOMEBODY: Final = lazy(
    r"\W{1,2}(?:in|says?|said|told|thinks?|is|are|was|were|has|have|had|can|cannot|do|does|don'?t|recommends?|who|prescribed|gave|wants?)\b"
)
_PRESENTED: Final = lazy(
    r"\b(?:here|years?|yrs?|speaking|trade|profession|background|training|decades|house|room|registered|qualified|retired|former|licensed|certified|chartered|ex)\b|\d"
)
_RULES: Final[tuple[tuple[str, float, re.Pattern[str], Callable[[str, re.Match[str]], bool]], ...]] = (
    ("as_a", 0.85, _AS, _leaning),
    ("take_it_from", 0.85, _TAKE_IT, lambda lower, match: True),
    ("evident", 0.75, _EVIDENT, lambda lower, match: True),
    ("opening", 0.8, _OPENING, _opens),
    ("i_am", 0.75, _I_AM, _strongly(150)),
    ("place", 0.65, _PLACE, _strongly(130)),
    ("trained", 0.75, _TRAINED, _leaning),
    ("served", 0.75, SERVED, _practised),
    ("does_all_day", 0.75, DOES_ALL_DAY, _practised),
    ("tells_patients", 0.7, TELLS_PATIENTS, _spoken),
    ("qualified", 0.7, QUALIFIED, _practised),
    ("presents", 0.7, _PRESENTS, _presents),
)

DETECTOR: Final = Detector("authority", look)
