# ruff: noqa: E501 - word lists
"""Offers put together from their parts: goods, price, scarcity, a way to reach or pay the author, an appeal, a bait.

`solicitation` knows set phrases; here two or three parts that no phrase joins make an offer. A price alone is what something
cost, a private message alone is kindness.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.detectors.lazily import lazy

_SUM: Final = r"(?:[£$€₹]\s?\d[\d,.]*k?|(?<![\d.])\d[\d,.]*\s?(?:quid|pounds?|dollars?|euros?|bucks|rupees|rs\b|gbp|usd|eur|inr|p\b)|rs\.?\s?\d[\d,]*|(?:five|ten|twelve|fifteen|twenty|twenty five|thirty|forty|fifty|sixty|eighty|hundred|a hundred|two hundred) (?:quid|pounds?|dollars?|bucks|euros?|rupees)|(?:a )?(?:fiver|tenner))"
_UNIT: Final = r"(?:a|per|each|the|an|for|/)[ ]?(?:pop|pot|jar|bottle|box|pack|strip|seat|head|session|go|hour|hr|month|week|pair|bag|tub|tube|dozen|set|lot|bundle|kit|reading|class|ticket|copy|slot|place|call|course|vial|pen|batch|kilo|bar|litre|person|head|packet|sachet|jarful|tray|loaf|metre|bundle|visit|night|treatment|consult\w*)s?"
PRICE: Final = lazy(
    rf"(?<![\w'])(?:{_SUM}\s?(?:{_UNIT}|each|posted|ono|o\.n\.o|all in|incl\w*|plus (?:p&p|post\w*)|or nearest|cash|only|on (?:kindle|amazon|etsy|gumroad|my)|for (?:you|u|members|\d+|the (?:lot|pair|set|box)|group)|to (?:members|group|you)|off)|\d{{1,4}}\s?{_UNIT}(?!\w)|\d{{1,3}} ?(?:a pop|each|ono|posted)|"
    rf"\d(?: jars?| boxes| bottles| pots| packs)? for (?:[£$€₹]\s?)?\d|\d+ for {_SUM}|(?:half|sensible|cheap|good|best|fair|friendly|special|members?|mates?'?|reduced|intro\w*|early ?bird|launch) (?:price|rates?|prices|deal)|(?:package|prices?|packages|sessions|rates|plans|tickets|spots|places|courses?|from|at|just|only|starting)(?: (?:is|are|start|starting|starts|at|from|just|only)){{0,3}} {_SUM}|"
    rf"open to offers|make (?:me|us) an? (?:offer|sensible offer)|best offer|\bo(?:v)?no\b|offers (?:welcome|invited|over|around)|, offers\W*\Z|(?:one|per|a|each) (?:packet|bottle|jar|box|month)s? (?:is )?{_SUM}|(?:fees?|price) (?:is |are )?(?:after|only|negotiable|on request)|at cost\b|pay what you (?:can|like|want)|early ?bird|cash on delivery|\bcod\b(?! liver| fish| and chips)|{_SUM} (?:discount|deposit|a seat))"
)
SUM: Final = lazy(rf"(?<![\w'])(?:{_SUM}|early ?bird \d+|\d+ (?:dollars|quid|pounds|rupees))")
CONTACT_TEXT: Final = (
    r"(?<![\w'])(?:(?:dm|d m|pm|inbox|message|msg|text|txt|whats ?app|telegram|hmu|hit me up|e-?mail|call|ring|contact|ping|give|drop|send|write|buzz|shout|holler|see|find|add|reach|book)(?: (?:me|us|x|here|pls|plz|please|now|privately|a (?:dm|message|pm|line|shout|bell|ring|text|buzz)|thru|through|with|via|on|at|for|4|my|your name|direct|on my|our|in|to|out|and)){1,4}|inbox(?: (?:open|x|pls|please|only))|(?:dm|pm|inbox|msg)(?:'?s)? (?:for|4|to|if|only|x|is open for|open for)|(?:dms?|inbox|pms?)(?=\W*\Z)|hmu|in private|"
    r"order (?:on|via|by|thru|through|at|from|here|now|today|in|direct)|(?:to|for|place|placing|your|taking|any) orders?|on whats ?app|who'?s (?:in|interested|up for it|keen|after|wanting)|anyone (?:interested|want(?:s|ing)?|fancy|after|keen|wanna)|any(?:body|one) (?:wants?|wanting|need(?:s|ing)?|wanna|after|looking for|fancy)|if (?:you|u|ya|anyone|any1|anybody)(?:'re| are|'s|s| is)? (?:interested|keen|after|want(?:s|ing)?|fancy)|say (?:the word|aye|yes|hi) (?:and|if)|"
    r"my (?:calendar|insta\w*|etsy|page|tiktok|facebook|fb|shop|profile|bio|link|website|site|stall|linktree|depop|vinted|ebay|whats ?app|telegram|number|list|waitlist)|(?:calendar|link|etsy|shop|page|details|prices?|menu|info) (?:is |are )?(?:in|on|below|pinned|at) (?:the |my )?(?:bio|profile|comments?|pinned|insta|page)?|\b[a-z0-9-]{2,40}\.(?:example|com|co\.uk|org|net|shop|store|health)\b)"
)
CONTACT: Final = lazy(CONTACT_TEXT)
HANDOVER_TEXT: Final = r"(?<![\w'])(?:(?:saturday|sunday|farmers'?|craft|village|local|car boot|christmas|friday) (?:market|fair|stall|sale)|courier(?: free)?|post anywhere|(?:buyer|you|u) collects?|(?:collect(?:ion)?|pick ?up|pickup|collected) (?:from|only|in person|at|near|or|tues|weds?|mon|thurs|fri|sat|sun)|(?:can|will|i can|could|happy to|i) (?:post|ship|deliver|courier)(?: (?:it|them|out|discreet\w*|worldwide|anywhere|free))*|postage|p&p|first come|cash (?:only|on)|bank transfer|revolut|pay ?pal|monzo|cash ?app|venmo|zelle|gpay|upi|discreet(?:ly)?|delivered|all india|nationwide|free delivery|boot sale|my stall|our stall|the stall|craft fair|farmers market)(?!\w)"
HANDOVER: Final = lazy(HANDOVER_TEXT)
SCARCE_TEXT: Final = r"(?<![\w'])(?:(?:few|last|only|just|limited|\d+|one|two|three|four|five|six|ten|i have ten) (?:\w+ )?(?:left|going|spots?|places?|seats|slots|remaining|spaces|tickets|stock)|(?:going|selling|filling) (?:fast|up|quick)|this (?:month|week|weekend) only|before (?:midnight|it'?s gone|they'?re gone|friday|sunday|monday)|while (?:they|stocks?) last|early ?bird|doors (?:close|open|shut)|last (?:chance|few|call)|today only|ends (?:tonight|sunday|friday|soon|midnight)|don'?t miss|hurry|get in quick|snapped up|group members|lovely lot|for (?:members|group)|(?:tenner|fiver|\d+ ?%|[£$€]\d+) off)(?!\w)"
SCARCE: Final = lazy(SCARCE_TEXT)
SUPPLY: Final = lazy(
    r"(?<![\w'])(?:(?:i|we|me and \w+|my \w+)(?:'m|'ve|'re|'ll| am| have| are| also| still| now| can| just| got| do){0,3} (?:mak(?:e|es|ing)|sell(?:s|ing)?|bak(?:e|es|ing)|brew\w*|knit\w*|crochet\w*|craft\w*|sew\w*|offer\w*|run(?:ning|s)? (?:a|an|my|our|small|weekly|sunday|online)|host\w*|ship\w*|supply\w*|import\w*|stock\w*|coach\w*|mentor\w*|teach\w*|wrote|writ(?:e|ten|ing)|self.?published|published|launch\w*|import|grow\w*|bottl\w+|blend\w*|mix\w*|pour\w*|distribut\w*|"
    r"do (?:reiki|massage|readings|sessions|nails|hair|consultations|classes|coaching|bowen|acupuncture|cupping|hypno\w*|home visits|commissions)|got (?:a|some|loads|spare|plenty|few|boxes|strips|stock|tons|a few|a load|extra|\d+)|have (?:a|some|loads|spare|plenty|few|boxes|strips|stock|tons|\d+))|i'?ve (?:a|an|some|\d+|two|three|loads of|spare|this|got) (?:\w+ ){0,2}?(?:box|boxes|pack|packs|pens?|strips?|tub|jar|bottles?|batch|supply|stock)|home ?made|hand ?made|hand ?knitted|(?:doing|offering|running|hosting|launching|opening|starting) (?:an? |my |our |some )?(?:\w+ ){0,4}(?:coaching|sessions|course|class(?:es)?|retreat|party|workshop|readings|programme|program|challenge|webinar)|i (?:remove|cure|heal|reverse|treat) (?:any |all |every )?(?:disease|cancer|diabetes|illness|people|\w+)|a rep (?:for|with)|(?:got|have|having) (?:a |some |an? (?:old|unused|spare) )?(?:few |load of |box of |pack of |stock of |batch |brewed |spare |unused |whole )?(?:strips?|boxes|packs|tubs|batch|stairlift|wheelchair|walker|scooter|mattress|bed|hoist|ramp|rollator|sensors|pens|pods|\w+) (?:doing nothing|going spare|for sale|brewed|left over|gathering dust|up for grabs|to shift|here|i don'?t need|sitting|unused|unopened)|"
    r"(?:a )?(?:batch|jar|bottle|pot|tub|box|bag)s? (?:of|brewed|made|ready|left)|(?:my|our|this) (?:own |new |little |small |home ?made |hand ?made |\w+ ){0,2}(?:syrup|balm|drops|patch(?:es)?|tonic|kefir|tincture|salve|capsules|tea|oil|gummies|powder|remedy|cream|soaps?|candles|bracelets?|jewellery|cards|book|e-?book|guide|course|programme|program|reset|cleanse|method|sessions|circle|webinar|classes|kit|starter set|shakes?|blend|formula|supplements?|mix|honey|elixir|system|device|mat|pendant|therapy|treatments?|consultations?|package|panel|clinic|studio)|"
    r"(?:hypnobirthing|yoga|reiki|coaching|counselling|meditation|breathwork|massage|pilates|nutrition|life coach\w*|tarot|acupuncture|piercing|detox|healing) (?:coach|sessions?|w(?:ith)? me|class(?:es)?|course|package|programme|girl|circle|retreat)|starter (?:set|kit|pack|box)|free (?:webinar|masterclass|training|call|taster|trial|workshop)|\d+ (?:week|wk|day|month)s? (?:programme|program|reset|course|plan|challenge|online|detox|cleanse|protocol)|kefir grains|clone\w* of)(?!\w)"
)
EARN: Final = lazy(
    r"(?<![\w'])(?:(?:earn|earning|make|making|made|extra) (?:\w+ ){0,3}?(?:from (?:the sofa|home|bed|your (?:phone|sofa|bed)|ur (?:phone|sofa)|my phone)|money|income|cash|a living|on the side|a second income|£|\$|€|\d+k)|(?:replac\w+|quit|quitted|ditched|matched|doubled) my (?:\w+ )?(?:wage|salary|job|income|9 ?to ?5|nine to five|pay)|paid my (?:mortgage|rent|car) (?:from|with|off)|on my phone\b[^.!?]{0,30}(?:friendly|flexible|hours)|residual income|passive income|second income|(?:investing|trading|forex|crypto|bitcoin|binance)\b|i (?:now )?(?:earn|make|made|pull in|bring in|pocket) (?:\w+ ){0,3}?\W?\d[\d,]*k? (?:a|per|each|every) (?:month|week|day)|(?:they'?re|we'?re|is|are|still) taking (?:people |more |new )?on\b|(?:i'?m|am|im|become|be|as) (?:now |also )?an? (?:\w+ )?(?:distributor|rep\b|ambassador|affiliate|brand partner|wellness advocate|independent consultant|stockist)|"
    r"how you can (?:be|become|do|earn|start|join)|ask me how|fatigue friendly|be your own boss|financial(?:ly)? free\w*|(?:no|zero) (?:experience|selling) needed|work (?:from|around) (?:home|your|ur|bed|flares)|my upline|(?:join|joining|in|growing|grow) my (?:\w+ ){0,2}(?:business|team|venture|network|crew)|no targets|extra few (?:bob|quid)|my team|the team are|our team are|join us\b[^.!?]{0,25}(?:team|earn|income)|ground floor)(?!\w)"
)
FUND: Final = lazy(
    r"(?<![\w'])(?:give (?:what|whatever) (?:you|u) can|(?:the|her|his|our|my|their|a) page for|page (?:is )?(?:below|here|up)|(?:sponsored|charity) (?:walk|swim|run|ride|cycle|silence|climb|abseil|bake)|(?:a|the) blessing\b|co-?pay|(?:help|get) \w+ (?:walk|hear|see|home|to (?:germany|america|the us|the states|mexico|turkey))|(?:raising|fund ?raising|collecting|having a whip.?round|a whip.?round|rais(?:e|ed)) (?:\w+ ){0,3}?for|giving page|just ?giving|go ?fund\w*|fund ?rais\w*|crowd ?fund\w*|kickstarter|indiegogo|launchgood|ketto|milaap|sponsor\w*|donat\w*|\w*fund\w*\.[a-z]{2,10}|shav(?:e|ing) (?:my|his|her|their|our) (?:head|beard)|(?:three|3) peaks|(?:half )?marathon for|skydive|sky dive|coffee morning|raffle|bake sale|pot of money|hit (?:the|our|his|her|my|their) (?:target|goal)|(?:we'?re|were|we are|currently|now|im|i'm) (?:at|on) (?:[£$€₹]\s?)?\d[\d,.]*k? (?:of|out of)|revolut|pay ?pal|monzo|venmo|cash ?app|zelle|upi|gpay|bank details|sort code|tip jar|ko-?fi|patreon|buy me a coffee|wish ?list|back us|in need of funds|can'?t (?:afford|pay)|towards (?:her|his|my|our|their|the) (?:treatment|operation|op|flight|surgery|wheelchair|transplant|funeral|rent|meds))(?!\w)"
)
APPEAL: Final = lazy(
    r"(?<![\w'])(?:anything (?:you (?:can|could) (?:send|give|spare)|at all|helps|u can|you can)|(?:every|each|any) (?:\w+ )?(?:tenner|fiver|penny|pound|quid|dollar|rupee|cent|little|bit|euro|share|amount|donation) (?:\w+ )?(?:counts?|helps?|matters|appreciated|welcome)|even (?:a|an|one|£\d|\$\d|₹\d|just|\d) ?\w*|if (?:all of (?:us|you)|everyone|everybody|each of (?:us|you)|you (?:can|could|have|'?ve)|u (?:can|could)|any of (?:us|you)|we all)\b|(?:price|cost) of a (?:coffee|pint|sandwich|takeaway)|mean the world|(?:please|pls|plz|kindly) (?:\w+ )?(?:share|give|help|back|sponsor|support|chip|consider|spare|donate)|chip in|dig deep|bit cheeky|cheeky (?:ask|one|plug|request)|shameless plug|spare (?:a|any|some)|back us|link(?: is|'s|s)? (?:in|below|pinned)|pinned (?:to|on)|page is|god bless (?:you|u|all)|whatever (?:you|u) can|no amount|any amount|counts|share (?:it|the|far|widely))(?!\w)"
)
KEYWORD: Final = lazy(
    r"(?<![\w'])(?:comment|drop|type(?: in)?|reply|send|write|pop|leave|dm|pm|inbox|message|msg|text|say|put|shoot)(?: (?:me|us|the word|word|a|an|in|with|below|down|the|just|your best))*[ ]{0,2}(?:[\"'(]?[a-z]{2,14}[\"')]?|\W{1,6})(?: (?:below|in the comments|down below|and an? \w+|emoji|here)){0,2}[ ,.:;!]{1,3}(?:and|n|&|\+|so|then|for (?:a|my|the|your)|to get|i'?ll|ill|i will)(?: (?:i'?ll|ill|i will|we'?ll|i can|i'?m going to|let me))? ?(?:send|slide|dm|pm|message|explain|share|show|tell (?:you|u) how|inbox|hook|get (?:you|u|the|your)|add (?:you|u)|walk|give|introduce|calendar|link|starter|free|guide|details|price|tenner|fiver|discount)"
)
SECRET: Final = lazy(
    r"(?<![\w'])(?:(?:don'?t|dont|do not|not gonna|never) (?:tell|mention it to|let) (?:the )?(?:mods?|moderators|admins?|anyone here|nobody)|can'?t (?:talk|chat|go into|discuss|explain|say) (?:\w+ ){0,3}?(?:on here|here|in public|openly)|cant (?:talk|chat|go into|discuss|explain|say) (?:\w+ ){0,3}?(?:on here|here|in public|openly)|i can (?:get|source|sort|find)(?: you| u| ya)? (?:\w+ ){1,3}?(?:no |without |cheap|privately)|(?:won'?t|wont|can'?t|cant|not allowed to|not going to|cannot|mustn'?t) (?:say|post|share|name|put|write|mention|tell) (?:\w+ ){0,3}?(?:here|in here|publicly|on here|in public|openly)|(?:they|mods|admin) (?:'?ll |will |always |keep |would )*(?:delete|remove|ban|block|take it down)|before (?:this|it|they|the mods?) (?:gets? |is |are )?(?:delet\w+|remov\w+|taken down|ban\w*)|(?:name|number|details) of (?:the|a|my) (?:lad|guy|man|place|site|supplier|fella|girl|woman|seller|dealer|source)|got a (?:guy|fella|lad|source|contact|supplier|hookup|link|man|plug)|know a (?:guy|fella|lad|man|place|supplier|girl)|i have a (?:source|supplier|contact|guy)|off the books|under the counter|no (?:script|prescription|questions))(?!\w)"
)
INBOX: Final = lazy(
    r"(?<![\w'])(?:(?:telegram|whats ?app|signal|insta|snap|kik)(?: is| me| on|:)? ?[@+]\W?\w|(?:pls|please|plz|just) (?:dm|pm|inbox|message)\b|(?:check|see|look (?:at|in)|have a look (?:at|in)) (?:your|ur|yr|the) (?:inbox|dms?|pms?|messages?|requests?|other folder|message requests)|(?:sent|sending|dropped|dm'?d|pm'?d|messaged|inboxed) (?:you|u|ya)|inbox me|(?:dm|pm|message|msg|text|whats ?app|telegram|add|inbox|ping|hmu|hit me up|ring|drop|shout) ?(?:me|us|for|4|x|\W*\Z))"
)
GOODS: Final = lazy(
    r"(?<![\w'])(?:strips?|pregab\w*|gaba\w*|tramadol|oxy\w*|codeine|diazepam|xanax|valium|zopiclone|ozempic|mounjaro|wegovy|semaglutide|tirzepatide|peptides?|steroids?|pens?|pills?|tablets|tabs|meds|medication|kratom|shrooms?|mushrooms?|cbd|thc|weed|oil|drops|silver|mms|enemas?|supplements?|vitamins?|capsules|gummies|herbs?|patch(?:es)?|powder|tea|syrup|shots?|cream|balm|sensors?|strips|insulin|supply|supplier|stock|cheap|product|device|kit|set|protocol|remed\w+|cure\w*|heal\w*|formula|what i (?:found|did|use|take|used)|the (?:secret|answer|thing|stuff) (?:that|i|they)|"
    r"same (?:results|stuff)|off (?:all )?(?:my|the) meds|drug.?free|revers\w+)(?!\w)"
)
STUDY: Final = lazy(
    r"(?<![\w'])(?:dissertation|thesis|(?:my|our|the|a|for) (?:\w+ ){0,3}(?:study|survey|questionnaire|research|phd|masters|msc|project|podcast|documentary|article|focus group|trial)|interviews?|case stud(?:y|ies)|participants?|volunteers|respondents|in training|newly qualified|coursework|practice clients)(?!\w)"
)
WANTED: Final = lazy(
    r"(?<![\w'])(?:(?:need|needing|needs|looking for|after|seeking|want|wanted|short of|recruiting|still need) (?:\w+ ){0,2}?(?:\d+|ten|twenty|a few|some|five|six|eight|more|people|women|men|parents|carers|patients|volunteers|participants|interviews|guinea pigs|case studies|models|bodies|mums|folk)|who'?s in|anyone (?:up for|willing|game|free|fancy)|(?:would|can|could) (?:you|u|anyone|any of you) (?:\w+ )?(?:take part|fill|answer|talk to me|chat to me|spare \d+|be interviewed)|take part|inbox (?:please|me|pls)|sign ?up (?:here|below|at|via)|qr code|voucher|gift card|we (?:pay|reimburse)|[£$€]\d+ (?:voucher|amazon|for))(?!\w)"
)
KIND: Final = lazy(
    r"(?<![\w'])(?:hug|hugs|prayers?|love\b[^.!?]{0,12}\Z|to talk|for a chat|to chat|to vent|if you need|need (?:an ear|a friend|someone|to talk)|any ?time|day or night|listening ear|happy to (?:listen|chat|talk|answer)|always (?:here|open)|you'?re not alone|here for you|it cost me|cost (?:me|us|him|her)|i paid|paid for|charged (?:me|us)|i bought|we bought|they (?:want|charge|quoted|sell|asked|ask)|quoted (?:me|us)|prescription (?:charge|prepayment)|insurance|copay|co-pay|out of pocket|parking|car park|is it worth)(?!\w)"
)
COST_ME: Final = lazy(
    r"(?<![\w'])(?:(?:lost|lose|gain\w*|weigh\w*|dropped|put on|shed|down|losing) (?:\w+ ){0,2}\d+ ?(?:pounds|lbs)|i (?:only )?(?:get|got|earn) (?:\w+ )?[£$€]\d|minimum wage|it cost|cost(?:s|ing)? (?:me|us|him|her|you|about|around|over|a fortune|\W?\d)|i paid|we paid|i pay|we pay|paid (?:for|over|about|\W?\d)|charged?(?:d|s)? (?:me|us|\W?\d)|i bought|we bought|bought (?:a|one|mine|it|some)|they (?:want|charge|quoted|sell|asked|ask|are asking)|quoted|prescription (?:charge|prepayment)|insurance|co-?pay|out of pocket|parking|anyone (?:tried|used|bought|know|had)|has anyone|is it worth|worth (?:it|the money)|from (?:boots|tesco|amazon|ikea|lidl|aldi|superdrug|asda|the (?:chemist|pharmacy|supermarket))|in (?:boots|tesco|aldi|lidl|asda)|how much (?:did|do|is|does)|scam\w*|beware|reported)(?!\w)"
)


_HAVE: Final = lazy(
    r"(?<![\w'])(?:got|have|having|selling|my|our|i'?ve|spare|unused|doing nothing|for sale|available|jar|batch|box|boxes)(?!\w)"
)
_ORDER: Final = lazy(
    r"(?<![\w'])(?:(?:to|for|taking|place|placing|your) orders?|order (?:on|via|by|thru|through|now|today|from me|here|yours|direct|in my)|cash on delivery|cod all|ask me how|i can coach|get yours|book (?:thru|through|via|with me|on my|your (?:slot|seat|place)))(?!\w)"
)
_ANY_TERMS: Final = lazy(
    f"{CONTACT_TEXT}|{HANDOVER_TEXT}|{SCARCE_TEXT}|(?<!\\w)(?:buy (?:a|my|one|the)|be good|boat to pay|if you fancy|if you'?re|for (?:you|group|members)|then the|is starting)"
)
_REPLY: Final = lazy(
    r"(?<![\w'])(?:inbox|dms?|pms?|message|msg|hmu|drop|comment|ask me|in private|privately|link|contact|whats ?app|telegram|reply|text me|e-?mail|who'?s in|who fancies|who wants|who'?d like|anyone fancy|join|sign ?up|interested|details|get in touch|let me know|write for|hit me up|shout|ping|fill|follow)(?!\w)"
)
_ORDINARY_WORK: Final = lazy(
    r"(?<![\w'])(?:occupational health|reasonable adjustments?|hr\b|my (?:boss|employer|manager)|sick pay|benefits?|universal credit|pip\b|esa\b|ssdi|disability)(?!\w)"
)
_NOT_A_FUND: Final = lazy(
    r"(?<![\w'])(?:(?:blood|kidney|organ|egg|eggs|milk|living|stem cell|bone marrow|plasma|sperm) don\w+|don\w+ (?:\w+ )?(?:a )?(?:kidney|blood|egg|eggs|organs?|stem|plasma|milk|sperm|marrow|liver|hair|body)|donor|has anyone|anyone (?:used|tried)|scam\w*|beware|they raised|is raising awareness|raised awareness)(?!\w)"
)
_TOOK_PART: Final = lazy(
    r"(?<![\w'])(?:approved|with permission|mods? (?:said|ok|okayed|agreed|allowed|approved|have approved)|i(?:'m| am|'ve| have)? (?:took|signed up|joined|been asked|asked to join|in a|on a|taking)|my (?:consultant|doctor|team|nurse|oncologist)|has anyone|anyone (?:been|done|taken|in a)|should i)(?!\w)"
)
_OFFERS_INVITED: Final = lazy(
    r"(?<![\w'])(?:open to (?:sensible |any )?offers|make me an? (?:sensible )?offer|(?:sensible|best|any|no silly) offers?\b(?! (?:of|letter))|offers (?:invited|welcome|over)|o(?:v)?no\b(?<!no no)(?<=ono|vno)|selling\b[^\n]{0,80}, offers(?=\W*\Z))(?!\w)"
)
_CURE: Final = lazy(
    r"(?<![\w'])(?:(?:natural|herbal|permanent|100 ?%|guaranteed|total|complete) (?:cure|remedy|treatment|healing|guarantee|reversal)|(?:healed|cured) (?:me|my \w+|him|her|of)\b|(?:cures?|reverses?|heals?) (?:all|any|every|your|cancer|diabetes|hiv|herpes|fibroids|arthritis|ms|lupus|epilepsy|autism|asthma|copd)|money back|guaranteed results)(?!\w)"
)
_FOR_PRICES: Final = lazy(
    r"(?<![\w'])(?:message|msg|dm|pm|inbox|text|e-?mail|call|ring|contact|whats ?app|write)(?: me| us)? for (?:my |our |the |a |full )?(?:prices?|price list|quotes?|rates|brochure|bookings?|catalogue|menu|order form|stock list)(?!\w)"
)
_DONATE: Final = lazy(
    r"(?<![\w'])(?:donate|donations?|sponsor (?:me|us|him|her|my|our)|chip in|contribute|back (?:us|our|my)|support (?:our|my|his|her) (?:appeal|campaign|fund|page))(?!\w)"
)
_SITE: Final = lazy(
    r"https?://|www\.|(?<![\w@.-])[a-z0-9-]{3,40}\.(?:example|com|org|co\.uk|net|me|ie|in)\b|link (?:below|in|here)"
)
_REACH: Final = lazy(
    r"(?<![\w.])[\w.]{2,30}@[\w-]{2,30}\.\w{2,8}|(?<![\w'])(?:dm|pm|inbox|whats ?app|telegram|text|call|contact|message|e-?mail) (?:me|him|her|us|dr|doctor|prophet|@|\+?\d)"
)
_ASK_HOW: Final = lazy(
    r"(?<![\w'])(?:(?:ask|message|dm|pm|inbox) me how|(?:want to|wanna) (?:know|learn) (?:how|what) i (?:got off|did it|beat|healed|cured|lost|reversed)[^.!?]{0,30}\?? ?(?:dm|pm|inbox|message|ask|drop|i mentor|comment)|i mentor (?:\d+|people|women|others))(?!\w)"
)
_TASTER: Final = lazy(
    r"(?<![\w'])(?:free (?:discovery|taster|intro\w*|trial|clarity|strategy|first|starter|30.?min\w*|15.?min\w*) (?:call|session|class|chat|consult\w*|pack|sample)|first (?:class|session|week|month|lesson|consult\w*|box) (?:is )?free|(?:for|to) the first (?:\d+|five|ten|three|few) (?:people |of you |ladies )?(?:who|to))(?!\w)"
)
_MY_BOOK: Final = lazy(
    r"(?<![\w'])(?:my (?:\w+ ){0,2}(?:book|memoir|e-?book|novel|poetry collection|workbook|journal|planner)\b[^.!?\n]{0,70}?(?:\bis out\b|\bout (?:now|today|soon)|\bon (?:amazon|kindle|etsy)|[£$€]\d|reviews? (?:welcome|appreciated|please)|\bavailable|\border\b|\bbuy\b|\bhalf price|\blaunch)|buy a copy|get (?:your|a) copy)(?!\w)"
)
_GAIN: Final = lazy(
    r"(?<![\w'])(?:i get (?:a (?:little|bit|small|few quid|tenner|fiver|cut|kick ?back|commission)(?: bit| cut| amount| something| back)?|paid (?:a (?:bit|little)|per|for every)|commission|something back)(?: back| for| if| off| each| from| too| when)|i (?:earn|make) (?:a )?(?:small )?commission|we both get|i get (?:one|a tenner|a fiver|[£$€]\d+) (?:too|as well|free|off)|my (?:upline|downline)|(?:sign up|join|enrol) (?:under|with) me|(?:oils?|products?|shakes?|it) pays? for (?:themselves|itself))(?!\w)"
)
_NOTHING: Final = lazy(r"(?!)")


@dataclass(frozen=True, slots=True)
class _Bargain:
    """A combination that makes an offer: each part must occur, `unless` must not. The first part says where."""

    name: str
    confidence: float
    parts: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str] = _NOTHING


_BARGAINS: Final = (
    _Bargain("priced.contact", 0.85, (PRICE, CONTACT), COST_ME),
    _Bargain("priced.handover", 0.8, (SUM, HANDOVER, _HAVE), COST_ME),
    _Bargain("priced.goods", 0.8, (PRICE, SUPPLY, _ANY_TERMS), COST_ME),
    _Bargain("priced.scarce", 0.8, (PRICE, SCARCE), COST_ME),
    _Bargain("sum.supply", 0.75, (SUM, SUPPLY, CONTACT), COST_ME),
    _Bargain("ordered", 0.75, (SUPPLY, _ORDER), COST_ME),
    _Bargain("earn", 0.85, (EARN, _REPLY), _ORDINARY_WORK),
    _Bargain("fund", 0.8, (FUND, APPEAL), _NOT_A_FUND),
    _Bargain("keyword", 0.8, (KEYWORD,), KIND),
    _Bargain("secret", 0.85, (SECRET, INBOX)),
    _Bargain("goods.inbox", 0.7, (INBOX, SUPPLY), KIND),
    _Bargain("sum.inbox", 0.75, (SUM, INBOX), COST_ME),
    _Bargain("offers", 0.75, (_OFFERS_INVITED,), COST_ME),
    _Bargain("supply.scarce", 0.75, (SUPPLY, SCARCE, _REPLY), COST_ME),
    _Bargain("cure.contact", 0.85, (_CURE, _REACH)),
    _Bargain("cure.ask", 0.8, (_ASK_HOW,)),
    _Bargain("paid.part", 0.75, (WANTED, SUM, _REPLY), _TOOK_PART),
    _Bargain("taster", 0.8, (_TASTER, _REPLY)),
    _Bargain("book", 0.75, (_MY_BOOK,)),
    _Bargain("prices", 0.8, (_FOR_PRICES,), COST_ME),
    _Bargain("fund.link", 0.8, (_DONATE, _SITE), _NOT_A_FUND),
    _Bargain("gain", 0.75, (_GAIN,)),
    _Bargain("study", 0.75, (STUDY, WANTED, _REPLY), _TOOK_PART),
)


def bargains(lower: str) -> Iterator[tuple[str, float, int, int]]:
    """The combinations found, each as name, confidence and the place of its first part."""
    for one in _BARGAINS:
        first = one.parts[0].search(lower)
        if first is not None and all(part.search(lower) for part in one.parts[1:]) and not one.unless.search(lower):
            yield one.name, one.confidence, *first.span()
