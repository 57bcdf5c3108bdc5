# ruff: noqa: E501 - word lists
"""Who does what with an act: told to another, asked of the group, wished aloud with a question, done by the author and pressed on others."""

from collections.abc import Iterator
from typing import Final

from bot.detectors.advice.acts import Act, acts
from bot.detectors.advice.guards import ASKS_GROUP, BY_PROFESSIONAL, TELLS_WHEN
from bot.detectors.document import Document, Part
from bot.detectors.frames import Frame, Hit
from bot.detectors.lazily import lazy

_WE: Final = r"(?:a person|a body|somebody|people|i|we|he|she|they|one|me|us|him|her|mum|mom|dad|hubby|nan|gran|(?:my|our|the|his|her) (?:\w+ )?(?:mum|mom|mam|dad|son|daughter|husband|hubby|wife|partner|nan|gran|mother|father|brother|sister|kid|child|baby|toddler|lad|girl|boy|grandad|grandma|mil|fil|twin|friend|bf|gf|aunt|uncle|little one|lo|teenager))"
_YOU: Final = r"(?:you|u|ya|ye|yous|youse|yall|y'all)"
_EASE: Final = (
    r"(?:just|really|definitely|honestly|seriously|simply|always|never|probably|maybe|personally|totally|absolutely|actually|go|ahead|and|be|safely|start|easily|also|instead|only|completely|please|now|at least|try|to|quietly|slowly|gradually|for once|straight|first|then|rather|sooner|even|"
    r"possibly|perhaps|consider|have|get away with|bother|tempted|inclined|seriously|say|risk|chance|afford|by|tonight|today|not|ever|still|better|best|like|or|a|bit|temporarily|ring|call|phone|up|them|keep|thinking|of|about|it|yourself|myself|thing|what|i'd|would|do|is|was)"
)
_GAP: Final = rf"(?:[\s,]{{1,2}}{_EASE}\b){{0,6}}+[\s,]{{1,2}}"
_ASK_SELF: Final = lazy(
    rf"(?<![\w'])(?:can|cn|could|cud|should|shud|shld|shall|may|might|ought|dare|must|do|does|am|are|will|when (?:can|should)|how (?:do|can|should))\s{_WE}\b(?:'m|'d)?(?:[\s,]{{1,2}}{_EASE}\b){{0,6}}(?:\s(?:need|have|allowed|okay?|able|meant|supposed|right|wrong|mad|daft|stupid|safe|fine|bad|wise|silly|crazy|an idiot|unreasonable|selfish)(?: to| for| in| if i)?)?(?:[\s,]{{1,2}}{_EASE}\b){{0,4}}[\s,]{{0,2}}\Z|"
    rf"(?<![\w'])(?:reckon|think|suppose|guess|wonder) {_WE} (?:can|could|should|might|may|cud){_GAP}\Z|(?<![\w'])(?:if|whether) {_WE} (?:can|could|should|may|might){_GAP}\Z"
)
_OR: Final = lazy(
    rf"(?<![\w'])(?:can|could|should|shud|shall|would|do|does) (?:{_WE}|{_YOU})\b[^.?!;]{{0,90}}\bor(?:[\s,]{{1,2}}(?:{_EASE}|{_WE}|should|can|could|shall|do)\b){{0,3}}[\s,]{{0,2}}\Z"
)
_INVERTED: Final = lazy(r"(?:can|could|cud|should|shud|shall|may|dare|do) (?:i|we)(?!\w)")
_WH: Final = lazy(r"(?<![\w'])(?:what|how|when|where|why|who|which|as|than|nor|neither|time)\W{1,2}\Z")
_FIT: Final = lazy(
    r"[\s,]{1,2}(?:an option|ok|okay|bad|daft|mad|stupid|dangerous|possible|allowed|worth|so bad|a bad idea|safe|wise|silly|wrong|really|going to|gonna)(?!\w)"
)
_UNSURE: Final = lazy(
    rf"(?<![\w'])(?:wondering|wonder|not sure|unsure|dunno|don'?t know|can'?t decide|swithering|undecided|in two minds|debating|torn)\b(?:[\s,]{{1,2}}(?:about|whether|if|to|between|{_WE}|should|can|could|just|even|even to|over|on|really|still|ought)\b){{0,5}}[\s,]{{0,2}}\Z"
)
_CLAUSE: Final = lazy(r"(?:\A|[.,;:!?(-])\s{0,3}\Z")
_WOULD_YOU: Final = lazy(r"would|wud|wld|should|do (?:you|u)\b")
_IS: Final = lazy(r"(?:\A|[\s,])(?:is|would|will|does|are)\s\Z")
_OR_WHAT: Final = lazy(r"\bor (?:what|not|no|wait|leave it|naw|nah)\W{0,3}\Z")
_ASK_OTHERS: Final = lazy(
    rf"(?<![\w'])(?:would|wud|wld|should|do) (?:{_YOU}|anyone|anybody|any of {_YOU}|people|most people)(?: lot| guys| all| ladies| folks)?\b(?:[\s,]{{1,2}}(?:{_EASE}|stay on it|keep going|carry on)\b){{0,6}}[\s,]{{0,2}}\Z|"
    rf"(?<![\w'])(?:anyone|anybody|any1|any of {_YOU}|who(?:'s| here| else| has)?|has anybody|did anyone|do any of {_YOU}|have any of {_YOU}|people who(?:'ve| have)?|some of {_YOU}|somebody)\b(?:[\s,]{{1,2}}(?:{_EASE}|here|else|on here|has|have|had|having|who|who's|who've|been|decided|simply|managed|successfully|gone|regret\w*|with \w+|lot|all|in this group|'ve|took|taken|early|themselves|did)\b){{0,7}}[\s,]{{0,2}}\Z"
)
_ALONE: Final = lazy(
    r"(?<![\w'])(?:just|on (?:their|your|ur|my) own|themselves|early|cold turkey|without (?:telling|asking|tapering|weaning|the)|on the (?:sly|quiet)|overnight|tempted|thinking|should i|shall i|could i|can i|would you|is it|was it|what happened|regret|worth it|how bad|so bad|that bad|me too|done it|in one go|suddenly|by yourself|yourself|secretly|instead)(?!\w)"
)
_IS_IT: Final = lazy(
    rf"(?<![\w'])(?:is it|would it be|is that|how|it|am i|be|would i be|is there|what's the|whats the|so|really|any|it's|its|be the|it that|will it|would it|does it|on a scale of \w+ to \w+)(?: \w+){{0,4}}? (?:ok|okay|safe|alright|all right|fine|bad|daft|mad|stupid|dangerous|wise|silly|wrong|terrible|idiotic|reckless|worth|possible|harm|harmful|hurt|risky|sensible|matter|allowed|idea|problem|point|wicked|selfish|insane|crazy|foolish|worst|kill me|"
    rf"irresponsible|advisable|cheeky|bold|rude|end of the world|reason|reason not|worst thing)(?: (?:for me|for him|for her|really|is it|thing|it|would it be|would that be|an idea)){{0,3}}(?: (?:to|if {_WE}|in|of|about|just)){{0,2}}(?:[\s,]{{1,2}}{_EASE}\b){{0,4}}[\s,]{{0,2}}\Z|"
    rf"(?:\A|[,.!] ?)(?:ok|okay|safe|alright|bad|daft|mad|stupid|worth|dangerous|fine|wrong) (?:to|if {_WE}|me)?(?:[\s,]{{0,2}}{_EASE}\b){{0,3}}[\s,]{{0,2}}\Z|(?<![\w'])(?:what|wot|anything bad|anything|what'll|what will|what would)(?: would| will| might| bad)?(?: happens?| if)(?: if)? {_WE}(?:[\s,]{{1,2}}{_EASE}\b){{0,4}}[\s,]{{0,2}}\Z"
)
_WISHES: Final = lazy(
    r"(?<![\w'])(?:tempted|thinking|thinkin|considering|debating|was (?:gonna|going)|am gonna|i'?m gonna|gonna|fancy|fancied|part of me (?:wants|says|thinks)|half of me (?:wants|says)|want|wanting|wants|wanna|half a mind|i might|might just|might|not sure|unsure|dunno|undecided|in two minds|planning|toying|dying|itching|desperate|minded|wondering|deciding|decide|torn|swithering|this close|so close|inclined|on the verge|mulling|pondering|about to|hoping|feel like|been|intend\w*|would (?:love|like)|i'd (?:love|like|rather)|id (?:love|like|rather)|decided|going)\b"
    rf"(?:[\s,]{{1,2}}(?:{_EASE}|between|whether|over|with|idea|for|from|today|on|the|monday|friday|me|wants|say|that's|knocking|that|doing|myself|in)\b){{0,8}}[\s,]{{0,2}}\Z"
)
_VERDICT: Final = lazy(
    r"(?<![\w'])(?:would (?:you|u|ye|ya|yous|anyone)|wwyd|thoughts|bad idea|good idea|yes or no|yay or nay|y/n|mad|daft|stupid|insane|how bad|anyone|any1|anybody|opinions|advice|talk me (?:out|into)|tell me (?:not|i)|am i|is (?:that|it|this)|should i|right or wrong|will it|what (?:do|would) (?:you|u|ye)|safe|worth|dangerous|reckless|regret|matter|what happens|yes\?|no\?|or (?:not|no)\?|or what\b|people who|problem|downside|reason not|objections|not sure|dunno|can'?t decide|help me|allowed|silly|risky|sensible|too soon|any harm)(?!\w)"
)
_TOLD: Final = lazy(
    rf"(?:\A|[.,;:!?-])\W{{0,2}}(?:just |please |ah |sure ){{0,2}}(?:tell|ask|make|beg) (?:her|him|them|your \w{{2,10}}|ur \w{{2,10}}) to(?:[\s,]{{1,2}}{_EASE}\b){{0,4}}[\s,]{{0,2}}\Z|"
    rf"(?<![\w'])(?:{_YOU}|(?:your|ur) \w{{2,10}})(?:'d|'re|'ll|re|d|ll)?\s?(?:really |just |honestly |definitely |probably |also |totally ){{0,2}}(?:should|shud|shld|need to|needs to|ought to|must|have to|hav to|has to|gotta|got to|can|could|cud|want to|wanna|may|might|better|best|would|are allowed to|are (?:safe|fine|ok|free|better|entitled) to|are better|be better|deserve to|do well to|owe it to yourself to)(?: (?:to|off|as well|do well))*(?:[\s,]{{1,2}}{_EASE}\b){{0,5}}[\s,]{{0,2}}\Z"
)
_IF_I: Final = lazy(
    rf"(?<![\w'])(?:i'd|i would|id|i wud|i'd've|if (?:i was|i were|it was|it were) (?:you|u|me|my \w+)|in your (?:shoes|place|position|boat)|personally|me)(?:'d|,? i'd|,? id|,? i would)?(?:[\s,]{{1,2}}{_EASE}\b){{0,5}}[\s,]{{0,2}}\Z"
)
_ADVISES: Final = lazy(
    rf"(?<![\w'])(?:try|consider|start|recommend|suggest|advise|say|how about|what about|why not|think about|better off|nothing wrong with|no harm in|get away with|look at|worth|nobody (?:ever )?(?:died|dies|came to harm) (?:of|from)|i'd be|id be|you won't (?:regret|miss)|best thing (?:you can do|is|would be)(?: is)?|(?:my|best|honest) (?:advice|tip|suggestion)(?: is| would be)?|(?:easiest|simplest|safest|kindest|only) thing (?:is|to do is)|time|perfectly (?:fine|safe|ok)|fine|safe|ok|okay|allowed|entitled|your (?:right|call|body)|no (?:shame|harm|crime|law)(?: in| against)?|trick is|secret is|answer is|solution is|all (?:you|u) (?:need to|have to|gotta) do is|do yourself a favou?r and|no need to do anything,? just)(?: (?:to|is|of|about|just|you|that|in)){{0,3}}(?:[\s,]{{1,2}}{_EASE}\b){{0,3}}[\s,]{{0,2}}\Z"
)
_I_DID: Final = lazy(
    rf"(?<![\w'])(?:i|i've|ive|we|i'd|i have|my \w+|me|he|she)(?:[\s,]{{1,2}}(?:{_EASE}|finally|eventually|once|day|had|got|ended|chose|decided|have|up|simply|quietly|myself)\b){{0,5}}[\s,]{{0,2}}\Z|(?:\A|[.!?\n] ?)(?:just |simply |only )?\Z"
)
_PUSH: Final = lazy(
    rf"(?<![\w'])(?:do (?:yourself|urself|yourselves) (?:the|a|that) favou?r|{_YOU} (?:should|could|can|must|need to|might|wanna|want to|ought to) (?:too|as well|do (?:the same|it|that|likewise)|try (?:it|that|the same)|follow)|do (?:the same|likewise|as i did|what i did|it too)|so (?:can|could|should|must) {_YOU}|(?:neither|nor) should {_YOU}|same (?:goes )?for {_YOU}|i'?d say (?:it|the same|that) to {_YOU}|try it\b|give it a (?:go|try|whirl|bash)|go for it|just do it|honestly do it|you(?:'ll| will|ll) (?:be (?:fine|grand|ok|okay|better|a new|amazed|surprised|right)|feel (?:so |much |a lot )?(?:better|great|like)|thank me|not regret|never look|see|cope|survive|manage)|you won'?t (?:regret|look back|die|know yourself)|your turn|what are you waiting|follow suit|take (?:a leaf|my advice|it from me)|join me|highly recommend|(?:would |i'd |i )recommend (?:it|doing|that)|learn from me|be brave|don'?t be scared to|worth a (?:go|try)|you(?:'d|'ll| would) be (?:the same|mad not)|you don'?t need (?:it|them)|you (?:too )?can)(?!\w)"
)
_OPENS: Final = lazy(
    r"(?:\A|[.,;:!?(\-\n*_\"'@>]|[^\x00-\x7f])\s{0,3}(?:(?:just|please|pls|plz|then|and|so|or|now|honestly|mate|hun|hon|babe|love|pet|bro|dude|girl|sis|seriously|definitely|defo|simply|instead|ok|okay|yeah|yes|nah|nope|no|first|lol|but|darling|friend|man|lads|ladies|guys|quick|hey|hi|also|always|maybe|tbh|imo|imho|lovely|sweetie|tomorrow|today|tonight|tonite|immediately|straight away|personally|slowly|only|go|ahead|right|listen|look|ring|call|phone|text|email|up|them|him|her|it|monday|kindly|brother|sister|dear|better|rather|quietly|sure|well|eh|ah|aye|och|hiya|chick|duck|petal|flower|darlin|boss|pal|bud|buddy|fella|son|love|me|do|as|i|did|all|think|of|yourself|cos|coz|because|why|not|might as well|may as well|easy|solution|answer|simple|trick|plan|tip|advice|@\w{2,20}|at|this|point|stage|the|moment|in|your|shoes|place|when|doubt|if)[\s,:!-]{1,3}){0,5}\Z"
)
_IF_CLAUSE: Final = lazy(
    r"(?<![\w'])(?:if|when|once|since|as) (?:the|your|it|that|they|you|ur|things|those|there)\b[^.!?]{2,55}[\s,]\Z"
)
_TO_SELF: Final = lazy(r"(?<![\w'])(?:i|i'm|im|i've|ive|we|he|she|they|who|people)(?!\w)")
_WHOSE: Final = lazy(r"(?<![\w'])(?:my|mine|our|his|her|hers)(?!\w)")
_BE: Final = lazy(r"(?<!\w)(?:be|start|consider|try|think about|look at)\s\Z")
_HYPOTHESIS: Final = lazy(
    r"(?<![\w'])(?:if|when|once|unless|until|whether|why|how|that|did|because|since|hope|wish|where|what|before|after|told|said|says)\s(?:\w{1,8} ){0,2}\Z"
)


def composed(doc: Document, masked: str) -> Iterator[Hit]:
    """Hits made of an act and what stands around it; the rule says which way it was meant."""
    lower = doc.lower
    cue = ASKS_GROUP.search(lower) is not None or _OR_WHAT.search(lower[-40:]) is not None
    for act in acts(masked):
        sentence = doc.sentence_at(act.start)
        if sentence is None:
            continue
        before = lower[max(sentence.start, act.start - 160) : act.start]
        rule, number = _asked(lower, act, before, sentence, cue, bool(doc.message.reply_text))
        value = "seeking"
        if not rule and not sentence_asks(lower, act, sentence):
            rule, number = _told(lower, act, before)
            value = "peer"
        if rule:
            yield Hit(Frame(rule, value, number, (), "", {}), act.start, act.end)


def sentence_asks(lower: str, act: Act, sentence: Part) -> bool:
    rest = lower[act.end : sentence.end]
    return sentence.question and "." not in rest.rstrip("?! ") and "," not in rest


def _asked(lower: str, act: Act, before: str, sentence: Part, cue: bool, replying: bool) -> tuple[str, float]:
    """The rule that makes it a question whether to, and how sure it is; `cue` says that the message asks for opinions."""
    asks = cue or "?" in lower[act.end : act.end + 220]
    near = before[-110:]
    if act.form != "past" and (match := _ASK_SELF.search(near)) and not BY_PROFESSIONAL.search(before):
        ahead = near[: match.start()]
        inverted = _INVERTED.match(match.group()) is not None and _WH.search(ahead) is None
        if asks or inverted or _CLAUSE.search(ahead):
            return "asked.self", 0.8 if asks else 0.65
    if act.form != "past" and asks and _OR.search(before):
        return "asked.or", 0.65
    return _asked_of_others(lower, act, near, asks) or _asked_sideways(lower, act, before, sentence, asks, replying)


def _asked_of_others(lower: str, act: Act, near: str, asks: bool) -> tuple[str, float] | None:
    match = _ASK_OTHERS.search(near)
    if match is None:
        return None
    if _WOULD_YOU.match(match.group()):
        opens = asks or not near[: match.start()].strip(" .,;:!?-")
        return ("asked.would_you", 0.75) if opens and act.form == "base" else None
    return ("asked.anyone", 0.65) if _ALONE.search(near + lower[act.start : act.end + 260]) else None


def _asked_sideways(lower: str, act: Act, before: str, sentence: Part, asks: bool, replying: bool) -> tuple[str, float]:
    """ "Is it daft to", "is skipping it bad", "tempted to ... would you?", "halve the dose?"."""
    near, after = before[-110:], lower[act.end : act.end + 260]
    if (match := _IS_IT.search(near)) and (asks or not near[: match.start()].strip(" .,;:!?-")):
        if act.form != "past":
            return "asked.is_it", 0.75
        if "if" in near[-28:]:
            return "asked.if_i", 0.7
    if act.form == "ing" and _IS.search(near) and (asks or _FIT.search(after, 0, 70)):
        return "asked.is_ing", 0.7
    if act.form != "past" and _UNSURE.search(near):
        return "asked.unsure", 0.6
    if act.form != "past" and _WISHES.search(near) and (_VERDICT.search(after) or sentence.question):
        return "asked.wish", 0.65
    if act.form != "past" and not replying and not before.strip(" ,.-") and sentence_asks(lower, act, sentence):
        return "asked.fragment", 0.6
    return "", 0.0


def _told(lower: str, act: Act, before: str) -> tuple[str, float]:
    if BY_PROFESSIONAL.search(before[-120:]) or TELLS_WHEN.search(before[-30:]):
        return "", 0.0
    said = lower[act.start : act.end]
    if act.form == "ing" and _BE.search(before) and (_TOLD.search(before) or _IF_I.search(before)):
        return "told.you", 0.7
    if act.form == "base":
        own = _WHOSE.search(said) is not None
        if not own and _OPENS.search(before) and not _said_of_self(before):
            return "told.imperative", 0.7
        if not own and _IF_CLAUSE.search(before) and not _TO_SELF.search(before[-60:]):
            return "told.if", 0.7
        if (match := _TOLD.search(before)) and not _HYPOTHESIS.search(before[: match.start()][-30:]):
            return "told.you", 0.75
        if _IF_I.search(before) and not lower[act.end :].lstrip(" ,").startswith(("but", "if i could", "except", "however")):
            return "told.if_i", 0.65
    if (
        act.form in {"base", "ing"}
        and _ADVISES.search(before)
        and not _TO_SELF.search(before[-70:].replace("i'd", "").replace("my advice", ""))
    ):
        return "told.advises", 0.7
    if act.form in {"past", "base"} and _I_DID.search(before) and _PUSH.search(lower, act.end, act.end + 260):
        return "told.example", 0.65
    return "", 0.0


def _said_of_self(before: str) -> bool:
    """ "I get tired, leave it off" goes on about the speaker: the clause before runs on from an "I" without a stop."""
    clause = before.rsplit(".", 1)[-1].rsplit("!", 1)[-1].rsplit("?", 1)[-1]
    return bool(_TO_SELF.search(clause)) and not clause.rstrip().endswith((":", "-", "\n", '"'))
