# ruff: noqa: E501 - word lists
"""What tells a guess from a fact: a body that is described, nobody who has looked yet, certainty, and who is spoken to."""

import re
from typing import Final

from bot.detectors.lazily import lazy

_SIGN: Final = lazy(
    r"(?<!\w)(?:fingers?|fingertips|hands?|toes?|ankles?|knuckles?|knees?|wrists?|thumbs?|eyes?|eyelids?|hair|nails?|skin|nipples?|boobs?|breasts?|neck|throat|mouth|gob|tongue|"
    r"lips?|ears?|chest|ribs?|belly|stomach|tummy|hips?|legs?|arms?|feet|foot|cal(?:f|ves)|shins?|groin|face|cheeks?|jaw|scalp|elbows?|shoulders?|armpit|joints?|bum|bottom|palms?|"
    r"soles|lymph|glands? (?:are|is) up|loo|toilet|stream|bowl|pulse|puff(?:ed|ing|y)?|breath\w*|pant\w*|lumps?|pea|grape|rash\w*|moles?|spots?|patch\w*|bites?|bitten|ticks? bite|"
    r"pupils?|tight\w*|heav(?:y|iness)|squeez\w*|sharp|blow(?:s|n)? up|lie down|lying down|stairs|pains?|painful|ache\w*|aching|hurts?|hurting|sore|burns?|burning|stings?|stinging|itch\w*|numb\w*|tingl\w*|stiff\w*|swell\w*|swollen|cough\w*|wheez\w*|whistl\w*|"
    r"bleed\w*|blood|bled|bruis\w*|sweat\w*|flush\w*|fever\w*|temperature|shiver\w*|shak\w*|tremors?|drinks|thin|skinny|flights|trembl\w*|twitch\w*|jerk\w*|stares?|staring|blanks?|zon(?:e|es|ing)|zigzags?|flash\w*|"
    r"blur\w*|dizz\w*|faint\w*|woozy|collapsed?|headaches?|head|throb\w*|cramps?|runs|trots|mucus|slime|bloat\w*|vomit\w*|sick|nause\w*|wee\w*|peeing|pee|pees|urine|poo\w*|stools?|"
    r"froth\w*|foam\w*|thirst\w*|drinking|drank|starving|hungry|appetite|stone (?:lighter|heavier|down|gone|off)|lost (?:a|half a|\w+) (?:stone|kilos?|kg|pounds|lbs?)|weight|knackered|exhaust\w*|"
    r"tired(?! of)\w*|shattered|wiped out|fatigue\w*|asleep|sleep\w*|insomnia|boiling|freezing|cold|rage|cried|cries|crying|cry|tears|forget\w*|forgot\w*|fog\w*|memory|palpitat\w*|flutter\w*|pounding|"
    r"thump\w*|rac(?:ing|es)|snor\w*|period|periods|floods|discharge|late|pucker\w*|dimpl\w*|scaly|flak\w*|blister\w*|crust\w*|hoarse|swallow\w*|phlegm|snot|symptoms?|"
    r"bpm|trips|flat|gasp\w*|dribbl\w*|balloon\w*|walnut|marble|dropped|eyebrows|eye contact|buzzing|spending|restless|manic|panick?y|counting|checking|smelly?|yellow|purple|blue|white|pale|grey|clammy|hot|limp\w*|stumbl\w*|dropp\w*|wobbl\w*|weak\w*|slurr\w*|droop\w*|"
    r"(?:every|each) (?:morning|night|evening|time)|after (?:eating|food|meals|dinner|breakfast|lunch|tea|bread|dairy)|at night|all (?:day|night)|for (?:\d+|two|three|four|five|six|a|several) (?:days?|weeks?|wks?|months?|years?)|wks|since (?:\w+day|xmas|christmas|easter|last|june|july|"
    r"august|march|april|may|january|february|september|october|november|december)|like (?:an?|the) \w+)(?!\w)"
)
_ENOUGH: Final = 2


def felt(lower: str) -> int:
    """How many different signs of a body that is described."""
    return len(set(_SIGN.findall(lower[:4000])))


def complains(lower: str) -> bool:
    """A body is described, not merely mentioned."""
    return felt(lower) >= _ENOUGH


_OPEN_CASE: Final = (
    r"(?:(?:no ?body|no ?one|none of (?:them|you)|never|not|hasn'?t|haven'?t|isn'?t|aren'?t|won'?t|wont|didn'?t|don'?t|doesn'?t|without|no|refus\w+ to|yet to)\W{1,2}(?:'?s\W)?(?:\w+\W{1,2}){0,4}?"
    r"(?:diagnos\w*|said|told|tested|test|look(?:ed)?|rang|rung|called|confirm\w*|official\w*|letter|written|write|seen|see|believ\w*|listens?|listened|explain\w*|named|decency|caught up|notice[ds]?|shrink|given?|name|spell|put it|scan(?:ned)?|prove|proof))"
    r"|(?:(?:bloods?|scan|appointment|gp|doc\w*|biops\w+|results?|surgery|tests?|mammo\w*|clinic|specialist|consultant|referral|letter) (?:is|are|'s)?(?:n'?t| not|nt)? ?(?:due |until|till?|for another|on hold|shut|closed))"
)
NOBODY_YET: Final = lazy(rf"\b{_OPEN_CASE}\b")
"""Nobody who could know has looked: not a settled case, whatever verbs of saying stand there."""

DEFIES: Final = lazy(
    r"\b(?:but i (?:say|know|think|reckon|disagree|beg|'?m (?:sure|certain|convinced)|am (?:sure|certain|convinced))|(?:and|but) i'?m right|(?:got|called|call|have|had|got it) (?:it |that |you )?(?:all )?wrong|"
    r"(?:they'?re|he'?s|she'?s|they are|he is|she is|docs? (?:is|are)|doctors? (?:is|are)) (?:all )?wrong|(?:don'?t|do not|didn'?t|not) (?:buy|buying|believe|accept|having) (?:it|that|them|him|her|any of)|fobb\w+|"
    r"whatever (?:the|they|he|she|my|anyone)|no matter what|eat (?:their|his|her) words|one day they|(?:can|could) call it what|i know (?:better|different|otherwise)|(?:telling|tell) you\b(?! to)|not asking|what do they know|caught up|(?:won'?t|wont|refus\w+ to) (?:write|test|say|admit|listen|believe|refer))\b"
)
"""The author sets their own word against the professional's."""

SURE: Final = lazy(
    r"\b(?:obviously|obvs|plain as|clear as|simple as|case closed|no (?:doubt|question|two ways|prizes|mistak\w+|other (?:explanation|word))|end of\b|text ?book|by the book|100 ?(?:%|percent|per cent)?|hundred per ?cent|guaranteed|"
    r"defo|deffo|definitely|for (?:sure|certain)|nailed on|dead cert|(?:bet|put|stake|wager)\W(?:\w+\W){0,3}(?:house|life|mortgage|shirt|pension|money|dollar|farm|tenner|fiver|car|name|salary)|eat my hat|mark my words|"
    r"believe me|trust me|you watch|just (?:you )?wait|qed|job done|hand on heart|sure as|what else|has to be|must be|got to be|gotta be|(?:we all|i|and i|i just|you) know (?:it|that)|i just know|can tell|mile off|forty paces|unmistakable|"
    r"written all over|to a (?:t|tee)|to the letter|down to the ground|every word|not asking|i'?m not (?:stupid|daft)|telling you|n ?= ?1|confidence (?:is )?high|thats what (?:this|it|that|i|she|he)|that'?s what (?:this|it|that|i|she|he)|i know a\b|i know \w+ when|there it is|all there is to it|no other (?:word|name)|officially|i'?m calling|calling it|write the report|spell it|full marks|questionnaire|talk me out|we all know what|this time it|told you (?:all|so)|give it one|found me|got me|can hear it|(?:don'?t|do not|dont) need (?:a|an|any|no)|can'?t be anything|cant be anything|one place|"
    r"i know what|i know the|diagnosed (?:myself|him|her) ?(?:in|on|with|over|from)?|made my peace|named (?:it|her|him)|two and two|(?:lovely|brilliant|great|cool cool|happy birthday|fab|wonderful|deep joy|marvellous)\b|"
    r"joined the|i'?m right|(?:is|was) (?:basically )?(?:my biography|me\b)|literally (?:every|all)|makes (?:so much |perfect |total )?sense|explains|rarely wrong|spot (?:it|one|them)|(?:gave|scored|got|matched|ticked|score of) (?:it |me )?(?:me |all )?\d{1,3}|"
    r"\d{1,2} (?:out )?(?:of|/) (?:the )?\d{1,2}\b|\d{1,3} ?%|merely confirm|(?:only|just) (?:going to )?confirm|paperwork|rubber.?stamp|formality|no need|no point|runs in (?:our|the|my)|same as (?:mam|mum|mom|dad|nan|gran|my)|"
    r"(?:mum|mom|mam|dad|nan|nana|gran|sister|brother|cousin|aunt\w*|uncle|nephew|niece|grandad|mother|father)(?: \w+){0,3} (?:had|has|started|got|went|did)\b|i matched|leaflet|poster|forums?|tiktoks?|videos|google|quiz|chat ?gpt|the ai|reddit|spreadsheet|been reading|read up)\b"
)
"""The author leaves no doubt, or names what they lean on."""

YOU: Final = lazy(
    r"\b(?<!telling )(?<!do )(?<!can )(?<!could )(?<!would )(?<!did )(?<!are )(?<!have )(?<!should )(?<!how )(?<!will )(?<!when )(?<!of )(?<!thank )(?<!to )(?<!tell )(?<!told )(?:don'?t (?:mind|worry|let|panic|fret|stress)|you|u|ya|your|ur|yours|you'?re|you'?ve|youre|youve|yer|ye|yous|yourself)\b(?! (?:know (?:when|what|the|how|that)|all\b|guys|lot|people|ladies|lads|reckon|think|say|would|agree|don'?t get|dont get|can'?t (?:get|have)|get older|see\b|cow|say))|"
    r"[,.!] ?(?:love|pet|hun|hon|dear|darling|sweetheart|duck|mate|pal|chick|petal|babe|bro|sis|flower|hen|doll|sweetie|buddy)\b|\b(?:mate|pal|pet|hun|dear|love|babe),? (?:that|it|those|harmless|nothing|don'?t|dont)|"
    r"\b(?:aw+|oh|ah|sorry|honestly),? (?:love|pet|hun|hon|dear|darling|honey|mate|pal|babe|sweetheart)\b"
)
"""Somebody is spoken to, not the whole room."""

OWN_CASE: Final = lazy(
    r"\b(?:i'?ve (?:got|had|been)|ive (?:got|had|been)|i have|i had|my (?!own|fella|sister|brother|mate|friend|house|money|nan|mum|mom|mam|dad|neighbour|aunt\w*|uncle|husband|wife|cousin|guess|bet|four|three|two|kids?|lot\b)|me and|i get|i got|i feel|i can'?t|i keep|i am \d|im \d\d)\b"
)
"""The author speaks of a case of their own."""

LEANS: Final = lazy(
    r"\b(?:speaking as|as (?:a|an|your|your friendly|someone)|by trade|ex-\w+|ex (?:nurse|medic|paramedic|army|ambulance|hca)|retired|believe me|trust (?:me|what)|for a living|seen (?:hundreds|thousands|dozens|plenty|loads|enough of)|years (?:on|in|as) (?:an?|the|\w+ desk)|doula|finishing|sleep well|from (?:your|the) (?:picture|photo|pic|description))\b"
)
"""The author leans on a trade or on what they have seen: they speak of another."""

ABSENT: Final = lazy(
    r"\b(?:never been (?:seen|diagnosed|tested|assessed|told)|undiagnosed|no shrink|shrink|nobody (?:says|will say|dares)|anyone can see|won'?t have it|wont have it|nobody will|just won'?t|won'?t (?:hear|admit|see|accept|go|listen|get help)|wont (?:hear|admit|see|accept|go|listen)|look at|watched|clearly|obviously|"
    r"i'?d (?:bet|say|put)|id (?:bet|say)|if you ask me|mark my words|in denial|refus\w+|but come on|come on\b|must be|has to be|full.?blown|classic|textbook|isn'?t \w+ at all|at all\.|i reckon|i think|i bet|i'?m (?:sure|certain|convinced)|needs? (?:help|locking|sectioning|diagnos\w+|to see|assessing)|"
    r"written all over|defo|deffo|definitely|100 ?%|capital|not in the slightest|nothing wrong with (?:him|her)|faking|you can tell|can tell|whatever (?:he|she|they)|says? (?:it'?s|he'?s|she'?s) (?:just|only)|blames|calls it|thinks it'?s)\b"
)
"""A guess about somebody who is not here, rather than what is known of them."""

NOT_ASKING: Final = lazy(r"\b(?:not asking|isn'?t a question|wasn'?t a question|rhetorical|not a question)\b")
NO_WAY: Final = re.compile(r"\b(?:no way|not a chance|never|hardly|no chance|in no way|not a hope|nowhere near)\W{1,2}\Z")
GENERAL_QUESTION: Final = lazy(
    r"\b(?:help\w*|tips?|cop(?:e|es|ing)|manag\w+|treat\w*|trigger\w*|worse|better|cur(?:e|ed|able)|diet|driv\w+|work(?:ing|s)?\b(?! it out| out)|travel\w*|insur\w+|if|while|normal|supposed|wash|use|using|remed\w*|drugs?|sex|tak(?:e|ing)|stop my|how come|society|charity|how (?:long|do|did|many|often|are|to|much|soon|can)|when (?:did|do|will|does|is|should|was)|where|why|who (?:else|here|has|do i (?:ask|see|call))|"
    r"what (?:do you (?:do|use|take|eat|tell|wear)|helps?|to|should|are the|causes|is the (?:best|difference))|(?:does|do|has|have|is|are|did|can|will) (?:anyone|anybody|any of you|someone|people|any1|everyone|others?|most|your|the clinic|it get|you)\b(?! (?:lot |all |guys )?(?:think|reckon|say|know what|agree|call|recognise|recognize|tell|confirm))|"
    r"caus\w*|dangerous|affect\w*|link\w*|fertility|contagious|available|information|info|probability|evidence|program\w*|reasons?|form|hr|pip|esa|count (?:as|towards)|difference|symptoms? of|signs? of|hereditary|genetic|risk\w*|prevent\w*|common|safe|allowed|eat|drink|recommend\w*|experience\w*|advice|group|channel|meeting|explain|worth|ask (?:my|the|for)|clinic|nurse|doctor|gp|appointment|consultant|medication|meds|tablets?|dose|mg|vaccin\w*|jab|support|research|"
    r"diagnosed|told|said|says|flare\w*|relapse\w*|group|awareness|book|podcast|link|screening|should i (?!be|worry))\b"
)
"""Questions about a known condition, a treatment or other people's lives."""

PAST: Final = lazy(
    r"\b(?:years? back|a while back|years? ago|once upon|back in|months? ago|back when|used to(?! it| this| that)|the year (?:i|we)|when i was|in (?:19|20)\d\d|turned out|for (?:months|years) (?:i|we|they) (?:thought|were|was))\b"
)
