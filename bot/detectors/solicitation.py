# ruff: noqa: E501 - word lists
"""Is somebody selling, recruiting, raising money or baiting a private message? (`policy/labels.md`, solicitation)

An offer needs two things that stand together, goods and terms, an appeal and a way to pay, a promise and a private channel,
unless one of them says it all (a referral code, "join my team"). Kindness is not a sale: "my DMs are open" stays quiet.
"""

import re
from dataclasses import dataclass
from typing import Final

from bot.core.finding import Finding, Label
from bot.core.message import Role
from bot.detectors.detector import Detector
from bot.detectors.document import Document
from bot.detectors.lazily import lazy
from bot.detectors.offers import KIND, bargains

_LINK_TEXT: Final = (
    r"https?://|\bwww\.|\blinks? in (?:my |the |our )?(?:bio|profile|comments?|pinned)|\blink(?:tr\.?ee| below| here|:)|\b[a-z0-9-]{2,40}\.(?:com|org|net|co|io|me|uk|example|shop|store|link|info|xyz|online|site|health|life|in|us|app|ly|gg|page|bio|club|live|vip|biz|test)\b(?!@)|"
    r"\bt\.me/|\bmy (?:\w+ )?link\b|\bbit\.ly|\bthe (?:payment|sign.?up|checkout|order|booking) (?:page|link|form)"
)
_LINK: Final = lazy(_LINK_TEXT)
_CONTACT_TEXT: Final = r"\b(?:dm|dms|pm|d\.m|inbox|message|msg|whats ?app|telegram|signal|text|e-?mail|hmu|hit me up|contact|ping|call|ring|reply|comment|drop|write)\b[^.!?\n]{0,14}?\b(?:me|us|my|the word|below|a dm|@)|\b(?:inbox|dm|pm|whats ?app|telegram)\b|[\w.+-]{1,40}@[\w-]{1,40}\.\w{2,}"
_CONTACT: Final = lazy(_CONTACT_TEXT)
_PRICE_TEXT: Final = r"[£$€₹]\s?\d|\b\d[\d.,]*\s?(?:quid|pounds?|dollars?|euros?|bucks|rupees|rs|gbp|usd|eur|ono|inr)\b|\brs\.? ?\d|\b(?:fiver|tenner|asking price|free postage|free p&p|ono)\b"
_PRICE: Final = lazy(_PRICE_TEXT)
_KEYWORD: Final = lazy(r"(?:['\"‘“]?\b[A-Z]{3,}\d{0,3}\b['\"’”]?)")


@dataclass(frozen=True, slots=True)
class _Rule:
    """One kind of offer; `needs` must be found as well, anywhere in the message."""

    name: str
    confidence: float
    pattern: re.Pattern[str]
    needs: re.Pattern[str] | None = None
    weak: bool = False


def _r(text: str) -> re.Pattern[str]:
    return lazy(rf"(?<![\w'])(?:{text})(?![\w])")


_TERMS_TEXT: Final = rf"{_PRICE_TEXT}|{_LINK_TEXT}|\b(?:dm|pm|inbox|message me|msg me|text me|whats ?app|telegram|email me|paypal|venmo|cash ?app|bank transfer|revolut|zelle|posted|postage|p&p|collection only|each|offers|unopened|sealed|boxed|brand new|half price|wholesale|per bottle|per box|in bulk|discount|best price|ship(?:ping)?|delivery|order|call (?:our|us|me)|our (?:showroom|shop|website|store|site)|finance available|in store)\b"
_TERMS: Final = lazy(_TERMS_TEXT)
_JOIN: Final = lazy(
    rf"{_PRICE_TEXT}|{_LINK_TEXT}|\b(?:dm|pm|inbox|message me|msg me|spots?|places?|spaces|slots|join|enrol|enroll|sign ?up|doors|register|book (?:a|your|in|now)|limited|waitlist|waiting list|off|code|clients|one to one|1:1|1-1|free (?:call|consult\w*|trial|session|intro|discovery)|discovery call|cohort|starts? (?:on )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|next)|email me|whats ?app|guarantee\w*|payment plan|early bird)\b"
)
_PROMISE: Final = (
    r"(?:cur(?:ed|es|ing)|heal(?:ed|s|ing)?|revers(?:e|ed|es|ing)|got rid of|symptom.?free|drug.?free|changed my life|life.?changing|secret|protocol|remedy|miracle|worked for me|what worked|fixed|"
    r"back to normal|off (?:all )?(?:my|the) (?:meds|tablets|medication|insulin)|remission|lost \d+|game.?changer|natural|supplement\w*|product\w*|oil|drops|powder|patch(?:es)?|cleanse|detox|programme|program|method|business|opportunity|income|earn\w*|herbal|system|device|tea|capsules|gummies|this stuff)"
)

_RULES: Final = (
    _Rule(
        "sell.selling",
        0.85,
        _r(
            r"selling|for sale|im selling|i sell|we sell|flogging|clearing out|wts|getting rid of|up for sale|i stock|we stock|we supply|i supply|i can supply|now stocking|available to (?:buy|order|purchase)|sell(?:ing)? (?:my|off|these|this|some|the)|letting (?:it|them) go for|selling on|will sell|can sell|looking to sell|want to sell|sale price|trying to shift"
        ),
        _TERMS,
    ),
    _Rule(
        "sell.stock",
        0.75,
        _r(
            r"(?:unopened|sealed|unused|spare|surplus|extra|loads of|some|my old|brand new|boxes of|box of|packs of|strips of|in date)\b[^.!?\n]{0,60}"
        ),
        lazy(
            rf"(?:{_PRICE_TEXT})[^.!?\n]{{0,60}}\b(?:each|posted|ono|the (?:pair|lot|box|set)|a box|a pack|per|plus post\w*|incl\w*|paypal|collected|dm|pm|message me|inbox|all in|or nearest|offers)\b|\bpaypal only\b"
        ),
    ),
    _Rule(
        "sell.hype",
        0.85,
        _r(
            r"order (?:now|today|yours|here|online|from me|through me|via me)|buy (?:now|here|yours|today|direct|one get one|2 get|two get)|shop (?:now|here|my)|free (?:shipping|delivery|postage|sample|samples)|money.?back guarantee|while stocks? lasts?|limited (?:time|stock|offer)|only \d+ (?:left|bottles|boxes|remaining)|no prescription (?:needed|required)|without (?:a )?prescription available|ships? worldwide|worldwide shipping|discreet (?:shipping|packaging|delivery)|wholesale|bulk (?:price|discount|order\w*) (?:available|for)|special (?:offer|price)|flash sale|black friday deal|introductory (?:offer|price)|lowest price|lab.?proven|clinically proven formula|100% natural|\d bottles|in stock now|get yours|grab yours|last chance|act (?:fast|now)|don'?t miss out"
        ),
        lazy(rf"{_TERMS_TEXT}|\b(?:our|yours|from us|from me)\b"),
    ),
    _Rule(
        "code.code",
        0.9,
        _r(
            r"(?:use|with|enter|my|discount|promo|coupon|voucher|referral|affiliate|partner|quote|apply) (?:my |the |our |this |discount |promo |coupon |referral )?codes? ?(?:is |: ?|= ?|for )?['\"]?[a-z]{2,}[a-z0-9-]*|\d{1,2} ?% (?:off|discount|with|if)(?: \w+){0,4} (?:my|code|link|with|through|using|via|when|if|your|today|first)|(?:gives?|get|saves?|give) (?:my people|you|u|ya|us|everyone|members|a friend|friends|both) (?:\w+ ){0,2}(?:\d{1,2} ?%|[£$€]\d+)(?: off)?|[£$€]\d+ off (?:with|your|using|if)"
        ),
        None,
    ),
    _Rule(
        "code.bare",
        0.85,
        _r(r"code:? ?['\"]?(?:[a-z]+-?\d+|[a-z]+-[a-z]+)"),
        lazy(r"%|\b(?:off|discount|save|saves|order|checkout|link|free delivery|use|gives)\b"),
    ),
    _Rule(
        "code.link",
        0.9,
        _r(
            r"(?:my|our) (?:referral|affiliate|ref|sign.?up|discount|amazon|personal|partner|invite|shop|store|booking|payment|tik ?tok shop) (?:link|page|code)|referral (?:link|code)|affiliate link|link in (?:my )?(?:bio|profile)|(?:use|click|through|via|with|follow|tap|ask (?:me )?for) (?:my|the|this) link|\S{0,80}[?&](?:ref|aff|referral|affid|utm_source|promo|partner|invite|coupon|r|via)=\w+\S{0,40}|\S{1,60}/(?:ref|r|invite|aff)/\w+"
        ),
        None,
    ),
    _Rule(
        "recruit.team",
        0.9,
        _r(
            r"(?:join|build|grow|building|growing|on|to) (?:my|our) team|be your own boss|passive income|work from (?:home|your phone|anywhere)(?: \w+){0,5} (?:earn|income|opportunity|dm)|earn (?:while|from (?:home|your)|extra|money|an income|up to|as you|commission|£|\$|€)[^.!?\n]{0,30}|downline|upline|become an? (?:rep|distributor|ambassador|affiliate|partner|coach|brand ambassador|seller|consultant with)|business opportunity|side hustle|network marketing|(?:looking for|taking on|i only take|need|want|recruiting) (?:\w+ ){0,3}(?:new )?(?:people|ppl|ladies|women|mums|reps|ambassadors|testers|distributors)(?: \w+){0,4} (?:my team|each month|this month|to join|for my|to try|to earn|who want)|brand ambassadors?|i (?:only )?rep for|financial freedom|fire your boss"
        ),
        lazy(r""),
    ),
    _Rule(
        "fund.page",
        0.9,
        _r(
            r"go ?fund ?me|just ?giving|crowd ?fund(?:er|ing|ing page)?|ko-?fi|patreon|cash ?app|\$cash\w*|venmo|paypal\.(?:me|example|com)\S*|paypal is|fund ?rais(?:er|ing|ing page)|launch ?good|give ?send ?go|buy me a coffee|upi id|gpay|zelle|milaap|ketto|donation (?:page|link)|wishlist|amazon wish ?list"
        ),
        lazy(
            rf"\b(?:please|pls|plz|my|our|we'?ve|i'?ve|share|sharing|helps?|donate|give|link|support|set up|started|if you can|if anyone|any amount|grateful|sponsor)\b|{_LINK_TEXT}"
        ),
    ),
    _Rule(
        "fund.ask",
        0.8,
        _r(
            r"(?:please|pls|plz|could you|can you|can anyone|would you|if you(?:'re able)? can(?: afford)?|if anyone (?:can|could|would)|kindly|consider) (?:please |kindly |all |possibly |just )?(?:donat(?:e|ing)|sponsor(?:ing)?|chip in|contribute|spare (?:a|any|some)|lend (?:me|us)|help (?:us|me|him|her) (?:pay|raise|fund|financially|with (?:the |my )?(?:rent|bills|money|cost|fees|hospital bill))|give (?:whatever|what you can))|(?:anything|every (?:penny|little|pound|dollar|bit|cent|rupee)) (?:helps|counts)|sponsor (?:me|us|him|her|our|my)|help (?:us|me) (?:reach|raise|hit) (?:our|my|the|£|\$|€)|(?:raising|raise|collecting|need to raise|trying to raise) (?:money|funds|£|\$|€)\S*(?: \w+){0,4} (?:for|to)|donations (?:welcome|are|to|gratefully)|donate (?:here|at|to my|to our|via|through|whatever|what you)|running the \w+ marathon for|send (?:me |us )?(?:money|a few (?:quid|pounds|dollars))|(?:can|could) (?:anyone|someone|u|you) (?:lend|loan|send) me"
        ),
        lazy(r"(?!)|\w"),
    ),
    _Rule(
        "coach.programme",
        0.85,
        _r(
            r"(?:my|our|this|free|new|live|join(?: the| our| my| this)?|last chance to join(?: the)?) (?:new |online |live |free |paid |\d+[\s-]?(?:day|week|wk|month|step)s? |\w+ ){0,4}(?:course|programme|program|masterclass|webinar|cohort|circle|e-?book|membership|coaching|bootcamp|challenge|academy|retreat|workshop|blueprint|reset|protocol|mentorship|package|summit|intensive|consultation|consultations|sessions|healing journey|method)"
        ),
        lazy(
            rf"(?:{_PRICE_TEXT})|\b(?:spots?|places?|spaces|slots) (?:left|available|remaining|open|only|for)|\b(?:dm|pm|inbox|message) me\b|\bdrop me a (?:dm|message)|\bdoors (?:are )?(?:now )?(?:open|clos\w+)|\benrol|\benroll|\bsign ?up|\bearly bird|\bdiscovery call|\blink in|\bcode \w+|\b\d+% off|\bfree (?:call|consult\w*|discovery|intro)|\bwaitlist|\bnow open|\bregister (?:now|here)|\btaking (?:on )?(?:new )?clients|\bbook (?:a|your) (?:free |call|slot|session|place)|\blimited\b|\bfilling up|\bgoing fast|\blast few|\bclients\b|{_LINK_TEXT}"
        ),
    ),
    _Rule(
        "coach.clients",
        0.85,
        _r(
            r"(?:taking|accepting|open (?:to|for)|looking for) (?:on )?(?:\w+ ){0,2}(?:new |paying )?clients|book (?:a|your) (?:free |paid |1:1 |online )?(?:discovery |consult\w*|intro |strategy |clarity )?(?:call|consultation|session|slot) (?:with me|here|now|today|via|at|through|below|in)|free (?:discovery call|consultation with me|strategy call|clarity call)|i(?:'m| am)? (?:offer|offering|provide|do) (?:\w+ ){0,4}(?:coaching|consultations?|sessions|readings|reiki|healing|one to one|1:1|1-1|treatments|packages|massage)|my coaching|i coach|work with me|my (?:rates|fees|prices) (?:are|start)|(?:spots|places|spaces|slots) (?:left|are limited|available|remaining)|doors (?:are )?(?:now )?open|\d+\+? clients|payment page|checkout"
        ),
        _JOIN,
    ),
    _Rule(
        "study.recruit",
        0.85,
        _r(
            r"(?:looking for|recruiting|recruit|seeking|need|needing|want|wanted|inviting|invite|searching for|after|still need|require)\b[^.!?\n]{0,70}\b(?:participants?|volunteers? (?:for|to|with|who|aged)|respondents|interviewees|to (?:interview|fill (?:in|out) (?:a|my|our))|for (?:a|an|my|our) (?:\w+ ){0,4}(?:study|survey|interview|questionnaire|research|dissertation|thesis|focus group|project|trial|documentary|article|podcast|tv))"
        ),
        None,
    ),
    _Rule(
        "study.part",
        0.8,
        _r(
            r"(?:looking for|recruiting|seeking|need|needing|inviting|invite|want|would you|can you|are you|please)\b[^.!?\n]{0,60}\b(?:to take part|to participate|taking part|participate|willing to|to complete|to answer|to share (?:their|your)|interested in)\b[^.!?\n]{0,50}\b(?:study|survey|interviews?|questionnaire|research|dissertation|thesis|focus group|documentary|article|podcast|project|trial)"
        ),
        lazy(r"(?!)|\b(?:my|our|we|we're|i'm|please|looking for (?!an? |any |clinical))\b"),
    ),
    _Rule(
        "study.survey",
        0.8,
        _r(
            r"(?:fill (?:in|out)|take|complete|do|answer|click|here'?s|share) (?:my|our|this|the|a) (?:\w+ ){0,4}(?:survey|questionnaire|google form|study|poll for my)|my (?:\w+ ){0,2}(?:dissertation|thesis|phd|masters|master'?s|msc|research|uni|university|final year) (?:\w+ ){0,2}(?:survey|study|questionnaire|project|research)|(?:survey|questionnaire|study|interview)\b[^.!?\n]{0,60}(?:voucher|gift card|amazon|prize draw|paid|reimburse\w*|compensat\w*)|we(?:'re| are)? pay(?:ing)? (?:[£$€]\d+|participants|you|people)|(?:looking for|need|want|seeking|recruiting) (?:\w+ ){0,4}(?:beta )?testers|paid (?:study|survey|research|interview|focus group|market research)|(?:[£$€] ?\d+) ?(?:amazon|voucher|gift card|e-?gift|per hour|for (?:a|an|\d+|your|one|30|45))\b[^.!?\n]{0,40}(?:zoom|interview|call|survey|time|chat|study|session|minutes?|mins?|minute)|market research"
        ),
        lazy(
            rf"{_LINK_TEXT}|{_PRICE_TEXT}|\b(?:please|pls|voucher|draw|gift|dm|pm|message|email|link|takes?|minutes?|mins?|anonymous|ethics|participate|take part|for my|for our|interested)\b"
        ),
    ),
    _Rule(
        "bait.keyword",
        0.85,
        _r(
            r"(?:dm|pm|inbox|message|msg|text|comment|reply|drop|type|send|whats ?app|telegram)(?: me| us| below| a dm| with)*(?: with)?(?: the)? (?:word|words|keyword|code) ['\"]?\w+|(?:drop|send) me a (?:dm|message|pm|text) (?:with|saying|for|to|if you want (?:to|in|my|the (?:details|info|link)))"
        ),
        None,
    ),
    _Rule(
        "bait.for",
        0.8,
        _r(
            r"(?:dm|pm|inbox|message|msg|text|whats ?app|telegram|e-?mail|contact|hmu|hit me up|ping|write|ask|call)(?: me| us| him| her)?(?: privately| direct| directly| now| today| here)? (?:for (?:the |my |more |a |further |full |your )?(?:details?|info\w*|prices?|pricing|link|protocol|secret|method|results?|menu|catalogue|free|sample|quote|orders?|order form|stock|recipe that|discount|consult\w*|samples?|the (?:plan|brand|supplier|name of|product))|to (?:order|buy|purchase|get (?:yours|started|some|hold|on|in)|find out (?:how|more|about)|learn (?:how|more)|join|hear (?:how|about)|start (?:your|healing|earning)|know (?:how|more)|claim|secure|reserve|sign up|book)|if (?:you|u|ya|anyone) (?:want|wants|would like|wanna|need|needs|interested|are interested|fancy|'re interested|is interested)(?: to| the| my| in| some| more| your| any){0,2} ?(?:know (?:how|more|the)|details|info|in\b|one|order|try (?:it|them|some)|buy|link|join|the (?:link|details|name|supplier|protocol|info)|earn|heal|cure|start|free|supply|supplier|contact|product|sample|same results))"
        ),
        lazy(
            rf"\b{_PROMISE}\b|{_PRICE_TEXT}|{_LINK_TEXT}|\b(?:sell|selling|stock|supplier|offer|deal|team|price|cheap|discount|order|buy|tested|genuine|pills|tablets|meds|quote|clinic|treatment|offers|therapy)\b"
        ),
    ),
    _Rule(
        "bait.promise",
        0.7,
        lazy(
            rf"\b{_PROMISE}\b[^\n]{{0,160}}?\b(?:dm me|pm me|inbox me|message me|whats ?app me|whats ?app (?:him|her|on|\+?\d)|telegram|hmu|hit me up|ask me how|ask me for|add me|contact (?:dr|doctor|prophet|him|her)|e-?mail (?:him|her))\b"
        ),
        None,
        weak=True,
    ),
    _Rule("bait.capital", 0.8, lazy(r"(?!)")),
    _Rule(
        "bait.details",
        0.75,
        _r(
            r"(?:(?:dm|pm|inbox|send|email|text)(?: me| us)?|message (?:me|us)) (?:with )?(?:your|ur) (?:\w+ )?(?:age|name|number|email|e-mail|details|meds|medication|symptoms|address|phone|contact|photo|pic|pics|labs|results|date of birth|bank)"
        ),
        None,
    ),
    _Rule(
        "coach.help",
        0.75,
        _r(
            r"i(?:'ve| have)? (?:help|helped|support|guide|teach|coach|show|mentor) (?:\d+\+? |hundreds of |other |busy |tired |many )?(?:women|men|people|mums|moms|ladies|folks|clients|families|others|patients)"
        ),
        lazy(
            rf"\b(?:dm|dms|pm|inbox|message me|drop (?:a|me|an?)|comment|book|below|link|programme|program|free call|course|waitlist|my (?:method|system|page))\b|{_LINK_TEXT}"
        ),
    ),
    _Rule(
        "study.form",
        0.75,
        _r(r"(?:fill (?:in|out)|complete|answer)[^.!?\n]{0,40}\b(?:form|questions|poll)"),
        lazy(r"\b(?:my|our|a) (?:\w+ ){0,3}(?:dissertation|thesis|research|phd|masters|msc|degree|uni project|study)\b"),
    ),
    _Rule(
        "bait.channel",
        0.8,
        _r(
            r"(?:add|find|follow|message|text|contact|reach) (?:me|us|him|her) (?:on|via|at) (?:telegram|whats ?app|signal|insta\w*|snap\w*|wickr|ig|kik|fb|facebook)[^.!?\n]{0,20}\b(?:for|to (?:order|buy|get|join|find))"
        ),
        lazy(rf"\b{_PROMISE}\b|{_TERMS_TEXT}|\b(?:cheap|pens?|pills|tablets|meds|supply|ships?|genuine)\b"),
    ),
    _Rule(
        "shop.group",
        0.75,
        _r(
            r"(?:join|in|inside|over in) (?:\d[\d,]* \w+ in )?(?:my|our|us in (?:my|our)) (?:free |private |vip |new )?(?:facebook|fb|telegram|whats ?app|discord|vip|private|healing|skool) (?:group|channel|community|page|tribe)|(?:my|our) (?:free )?(?:starter|e-?|meal|healing|wellness|protocol) ?(?:guide|book|plan|pack|kit)|buy my|my (?:new |first )?(?:book|e-?book|memoir) (?:is |on |'|now |about |called )[^.!?\n]{0,60}(?:amazon|kindle|£|\$|out now|available|order|buy|link)"
        ),
        None,
    ),
    _Rule(
        "shop.mine",
        0.75,
        _r(
            r"(?:check out|visit|have a look at|follow|pop over to|head to|see|support|order from|browse|look at) (?:my|our) (?:\w+ ){0,3}(?:etsy|shop|store|website|online (?:shop|store)|business|small business|range|products?|collection|ebay|vinted|depop|listings?)|(?:my|our) (?:etsy|ebay|vinted|depop|online) (?:shop|store|page|listing)|on my (?:etsy|ebay|vinted|depop)"
        ),
        None,
    ),
)
_CAPITAL: Final = lazy(
    r"(?i:\b(?:dm|pm|inbox|message|msg|text|comment|reply|drop|type|send)\b(?: me| us| below| a| with| the| word)*)[\s]{1,2}['\"(]?[A-Z]{3,}\d{0,3}\b['\")]?"
)
_SHOUTED_CODE: Final = lazy(
    r"(?<![\w-])(?:with|use|using|code|enter|quote|type|add|put|say|\A|[.!?,] )[ :'\"]{0,3}[A-Z]{3,12}-?\d{1,3}(?![\w-])"
)
_PROMISES: Final = lazy(
    rf"\b{_PROMISE}\b|\b(?:send you|price|checkout|free|training|link|page|doors|if you want|for (?:the|my|your|a)|to get|and i'?ll|recipe|guide|calendar|list)\b|{_PRICE_TEXT}"
)
_SAVES: Final = lazy(r"% ?(?:off|with)|\bper ?cent off|\bdiscount|\bcheckout|\bat the till|\bmoney off|\bquid off|% ")
_NEVER: Final = lazy(
    r"\b(?:scam\w*|spam\w*|beware|fell for|ripped off|con artist|rip.?off|someone (?:dm|pm|message|inbox|text|whatsapp|email)\w*'?d? me|(?:keeps?|kept|got|getting|been|stop) (?:\w+ )?(?:dm|pm|message)(?:'?d|ing|s)|reported (?:him|her|it|them|this)|"
    r"(?:is|are) (?:anyone|anybody|someone|they|these|people|it|he|she) (?:still |here |actually )?selling|who sells|where (?:can|do|could) (?:i|you|we) (?:buy|get|order)|trying to sell (?:me|us|my)|tried to sell|wanted to sell me|sold me|selling point|not selling|"
    r"no affiliation|not affiliated|not an? ad\b|not sponsored|not paid to|don'?t get paid|no commission|nothing to gain|i get nothing|not on commission|rule 4|rule \d|has anyone (?:tried|used|bought|ordered)|anyone (?:tried|used|bought|ordered)|is (?:it|this) (?:legit|worth|real|a con)|"
    r"(?:is|are) there (?:a|any) (?:\w+ )?codes?|(?:anyone|anybody) (?:have|got|know\w*) (?:of )?(?:a|any) (?:\w+ )?codes?|looking for a (?:\w+ )?code|sell a kidney|sell my soul|sell my (?:kids|children|car|house|flat)|selling (?:my|the|our) (?:house|flat|car|home)|(?:pharmac\w+|shop|boots|tesco|chemist|supermarket|company|they) (?:sells?|are selling|stocks?))\b"
)
_APPROVED: Final = lazy(
    r"\b(?:approved|mods? (?:said|ok|okayed|agreed|allowed|approved|have)|with (?:the )?(?:mods|moderators|admin)'? (?:permission|ok|approval|blessing)|i (?:took|signed up|joined|did|am in|'m in|was in)\b[^.]{0,20}\b(?:study|trial|survey)|they (?:don'?t|dont) need)\b"
)
_ORGAN: Final = lazy(
    r"\b(?:donat\w+|donor)\b[^.!?\n]{0,25}\b(?:kidney|blood|egg|eggs|organ|organs|stem|plasma|milk|sperm|marrow|liver|hair|body|clothes|charity shop)\b|\b(?:blood|kidney|organ|egg|milk|living) don\w+"
)
_READ: Final = 6000
_CUE: Final = lazy(
    r"[£$€₹%]|\b(?:prices|service|fancies|healed|cured|showroom|appeal|percent|till|bottle|packet|offers?|taking on|forex|crypto|fees|market|ask me|homemade|ping|pls dm|mentor|helping|page|blessing|spare|going|ovno|ono|tenner|dollars|pounds|rupees|bucks|collects?|drop|type|raising|target|revolut|monzo|kickstarter|giving|peaks|spots|seat|jar|bottles?|pot|price|starter|distributor|sofa|phone|mods|guy|u|thesis|batch|deal|rates|book|back us|dm|dms|pm|inbox|message|msg|sell\w*|sale|code|link|links|team|survey|study|research|dissertation|thesis|donat\w*|fund\w*|gofundme|paypal|course|programme|program|coach\w*|clients?|order|buy|shop|wholesale|whats ?app|telegram|earn\w*|etsy|vinted|ebay|clearing|stock|free|participants?|"
    r"volunteers?|questionnaire|rep|ambassador\w*|sponsor|justgiving|patreon|venmo|cash ?app|lend|comment|reply|text|hmu|contact|chip|helps|doors|cohort|interview\w*|paid|offer\w*|supply|supplier|webinar|masterclass|ebook|e-book|crowdfund\w*|boss|income|opportunity|email|e-mail|just giving|go fund|ko-?fi|wishlist|upi|zelle|hustle|flogging|quid|wts|fiver|tenner|webinar|membership|testers|discreet|genuine|affordable|doors|inbox|surplus|unopened|sealed)\b|\?ref|/ref"
)


def look(doc: Document) -> list[Finding]:
    """At most one finding: the surest offer, with `link` and `contact` where the message holds them."""
    lower = doc.lower
    if not _CUE.search(lower):
        return []
    hits = [(rule.name, rule.confidence, *span) for rule in _RULES if (span := _span(doc, rule)) is not None]
    hits += bargains(lower[:_READ])
    capital = _CAPITAL.search(doc.text)
    if capital and not KIND.search(lower) and _PROMISES.search(lower):
        hits.append(("bait.capital", 0.85, *capital.span()))
    shouted = _SHOUTED_CODE.search(doc.text)
    if shouted and _SAVES.search(lower):
        hits.append(("code.shouted", 0.85, *shouted.span()))
    if not hits or _excused(doc, hits):
        return []
    name, confidence, start, end = max(hits, key=lambda hit: hit[1])
    tags = {tag for tag, pattern in (("link", _LINK), ("contact", _CONTACT)) if pattern.search(lower)}
    confidence = min(0.95, confidence + 0.05 * (len(hits) - 1))
    return [
        Finding(
            Label.SOLICITATION,
            "true",
            round(confidence, 2),
            "solicitation",
            doc.why(f"solicitation.{name}", start, end),
            tags=frozenset(tags),
        )
    ]


def _span(doc: Document, rule: _Rule) -> tuple[int, int] | None:
    match = rule.pattern.search(doc.lower)
    if match is None or (rule.needs is not None and not rule.needs.search(doc.lower)):
        return None
    if rule.name.startswith("fund") and _ORGAN.search(doc.lower):
        return None
    if rule.name.startswith("study") and (_APPROVED.search(doc.lower) or doc.message.author_role is Role.CLINICIAN):
        return None
    return match.span()


def _excused(doc: Document, hits: list[tuple[str, float, int, int]]) -> bool:
    """A warning, a question or a moderator's notice speaks of offers and makes none."""
    if doc.message.author_role is Role.MODERATOR:
        return len(hits) < 2 or not any(name.startswith(("sell", "code", "recruit", "coach")) for name, *_ in hits)
    if _NEVER.search(doc.lower):
        return not any(name in {"code.link", "recruit.team"} for name, *_ in hits) or len(hits) < 2
    return False


DETECTOR: Final = Detector("solicitation", look)
