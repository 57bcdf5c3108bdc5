# ruff: noqa: E501 - word lists
"""How people say that they practise without naming a job: years served, what they do all day, degrees and letters, what their patients hear.

`authority` joins these with the words that lean on them. A patient's years ("ten years on dialysis") are none of it.
"""

from typing import Final

from bot.detectors.lazily import lazy

_NUMBER: Final = (
    r"(?:(?:(?:a|over|nearly|almost|some|about|around|more than|close to|the best part of|the guts of|best part of|good) ){0,2}(?:\d{1,2}\+?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|"
    r"(?:twenty|thirty|forty|fifty)(?:[\s-](?:odd|plus|something|one|two|three|four|five|six|seven|eight|nine))?|several|many|donkeys?'?)[\s-]?(?:odd |plus |long |whole |good )?(?:years?|yrs?|decades?|winters|summers)'?|(?:a |two |three |four )?decades?|half (?:my|a|me) (?:life|lifetime|working life|career)|"
    r"(?:my|a|me) (?:whole |entire |full )?(?:career|working life|lifetime)|most of my (?:life|career|working life))"
)
_POST: Final = (
    r"(?:(?:the |an? |our |our local |your )?(?:[a-z]\w{1,14} ){0,2}(?:wards?|icu|itu|picu|nicu|hdu|ccu|a&e|a & e|a and e|er|ed|theatres?|ambulances?|rigs?|truck|dispensary|pharmacy|chemist'?s?|counter|bench|labs?|laboratory|nursing|midwifery|medicine|general practice|radiography|radiology|"
    r"path(?:ology)? lab|nhs|health ?care|hospice|paeds|pediatrics|paediatrics|oncology|palliative(?: care)?|maternity|labour ward|delivery suite|triage|front ?line|community nursing|district nursing|health visiting|dispensing|psychiatry|physio|physiotherapy|x-?ray|mri|"
    r"phlebotomy|renal unit|dialysis unit|stroke unit|cath lab|endoscopy unit|blood bank|drug trials|clinical trials|the trade|medical research|scrubs|bedside|uniform|nurse'?s uniform|practice nursing|veterinary practice|epilepsy unit|burns unit|birth(?:ing)? (?:unit|centre)|memory clinic|diabetes clinic))"
)
_WORKED: Final = r"(?:work(?:ed|ing|s)?|served?|spent|nurs(?:ed|ing)|did|done|taught|trained|ran|run|managed|staffed|practised|practiced|been|put in|clocked|was)"

SERVED: Final = lazy(
    rf"(?<![\w'])(?:{_NUMBER}[\s,]{{1,2}}(?:(?:of|spent|working|serving|nursing|teaching|experience|or so|now) ){{0,2}}(?:on|in|at|behind|with|of|inside|wearing|as) {_POST}|"
    rf"{_WORKED} (?:\w+ ){{0,3}}?(?:on|in|at|behind|with|for) {_POST}[\s,]{{1,2}}(?:(?:for|nearly|over|nights|mostly|all|about) ){{0,3}}{_NUMBER}|"
    rf"(?:i|i've|ive|i have) {_WORKED} (?:\w+ ){{0,3}}?{_NUMBER} (?:on|in|at|behind|with) {_POST}|"
    rf"(?:\A|[.!?\n]\s{{0,2}})(?:ex|former|retired|rtd)[\s-]{{1,2}}(?:ambulance|nhs|a&e|icu|itu|theatre|pharmacy|army medical|st john ambulance|military medical|hospital)(?=[ .,:;!-])|"
    rf"(?:take it|hear it|coming|speaking|straight) from (?:the )?(?:(?:dispensary|clinical|medical|nursing|pharmacy|other|professional|hospital) (?:side|end)|theatre|a&e|the ward|icu|the dispensary|behind the counter|the lab|the front ?line|the coal ?face|the bench|the other side of the (?:counter|desk|bed)))(?![\w'])"
)
_CHARGES: Final = r"(?:patients?|clients|families|parents|relatives|customers|students|residents|new (?:mums|moms|mothers|parents)|mums|moms|mothers|women|med students|medical students|nursing students|student (?:nurses|midwives|doctors)|junior doctors|juniors|trainees)"
_WORK_OF_IT: Final = (
    r"(?:eegs?|ecgs?|ekgs?|mris?|cts?|scans?|x-?rays?|films|slides|smears|blood (?:tests|films|results)|biopsies|labs|samples|scripts|prescriptions|epidurals|stents|sections|bypasses|babies|births|labours|deliveries|operations|surger(?:y|ies)|hips|knees|hearts|death cert(?:ificate)?s|"
    r"post ?mortems|autopsies|anatomy|physiology|pharmacology|biology|immunology|cardiac arrests|sleep studies|hearing tests|cases|cannulas|ward rounds|clinical trials)"
)
_TO_HAND: Final = r"(?:these|this|them|it|those|inhalers|insulin|meds|medicines?|tablets|drips|lines|wounds|stomas|feeding tubes|dressings|seizures|strokes|chemo|dialysis|ulcers|pumps|drugs|catheters|bloods|steroids|antibiotics|nutrition)"
_TASK: Final = r"(?:read|scan\w*|assist\w*|run|ran|test\w*|manag\w+|handl\w+|set up|do|did|done|perform\w*|see|saw|seen|look at|looked at|give|gave|given|made up|check\w*|fit|fitted|put in|take|taken|took|worked with|work with|attended|caught|been at|count\w*|develop\w*|make up|hung|hang)"
_CALLING: Final = r"(?:dispens\w+|report\w*|teach|taught|lectur\w+|nurs(?:e|ed)|scrub(?:bed)?|prescrib\w+|titrat\w+|triag\w+|treat\w*|deliver\w*|process\w*|interpret\w*|sign(?:ed)?|examin\w+|operat\w+|intubat\w+|cannulat\w+|suture\w*|stitch\w*|administer\w*|research\w*|design\w*|care for|cared for|look after|looked after)"
_BUSY: Final = (
    r"(?:(?:at|for|on|in|up|out|with|more|thousands of|hundreds of|of|the|all|over|about|so many|every|enough|\d[\d,]*\+?) ){0,4}"
)
_THING: Final = rf"(?:{_TASK} {_BUSY}{_WORK_OF_IT}|{_CALLING} {_BUSY}(?:{_WORK_OF_IT}|{_TO_HAND}|{_CHARGES}))"
_SCIENCE: Final = r"(?:medicine|nursing|pharmac\w+|midwifery|physio\w*|dentistry|nutrition|dietetics|biochem\w*|biomed\w*|biology|immunology|virology|microbiology|neuroscience|psych\w*|clinical \w+|\w{3,14} nursing|radiography|paramedic science|public health|epidemiology|genetics|toxicology|physiology|anatomy|optometry|medical \w+|health sciences?|sports science|counselling|herbal medicine|naturopathy|homeopathy|functional medicine)"
DOES_ALL_DAY: Final = lazy(
    rf"(?<![\w'])(?:(?:i|i've|ive|i have|we|who'?s|who has|who)[\s,](?:(?:have|used to|personally|literally|must have|still|only|do) ){{0,2}}{_THING}\b[^.!?\n]{{0,30}}?"
    rf"\b(?:for a living|all day(?: long)?|all day every day|every (?:single )?(?:day|shift|week|night)|day in|day and night|daily|to (?:med|medical|nursing|pharmacy|paramedic|physio|junior)\w*|for (?:a|my) job|as my job|than you'?ve|than i can count|for (?:over |nearly )?{_NUMBER}|{_NUMBER} of|at work)|"
    rf"(?:i|we)(?:'ve| have)? (?:{_TASK}|{_CALLING}) (?:(?:at|for|on|in|up|out|with|more|over|about|the) ){{0,3}}(?:thousands|hundreds|dozens|\d{{3,}}|countless|more)\b(?: \w+){{0,2}} (?:{_WORK_OF_IT}|{_CHARGES})|"
    rf"(?:who'?s|who has|who) (?:been at|signed|delivered|nursed|dispensed|read|scanned|caught|attended|seen) (?:(?:the|over|about|more than|hundreds of|thousands of|\d{{1,5}}\+?) ){{0,3}}(?:{_WORK_OF_IT}|{_CHARGES})|"
    rf"i (?:teach|taught|lecture|lectured|train|trained) (?:\w+ ){{0,2}}(?:to |for )?(?:med|medical|nursing|pharmacy|paramedic|midwifery|junior|student) ?\w*|my (?:day |old |actual |whole )?job (?:is|was|involves|means|used to be) (?:{_TASK}|{_CALLING}|\w{2, 12}ing) {_BUSY}(?:{_WORK_OF_IT}|{_TO_HAND}|{_CHARGES}|mammograms|scripts)|i (?:teach|lecture|taught|lectured)(?: in)? {_SCIENCE}|(?:i|we) (?:see|get|do|had|saw|get through|treat) (?:\w+ ){{0,2}}(?:of|like) (?:these|them|this|that|you|those|it) (?:a|every|each|per) (?:day|week|shift|month|night)|my {_NUMBER} (?:as|in|of|on|at|with) |{_NUMBER}[\s,]{{1,2}}(?:as )?an? (?:\w+ )?(?:nurse|midwife|doctor|gp|pharmacist|paramedic|physio|radiographer|surgeon|dentist|vet|dietiti[ao]n|therapist|chemist|medic|health visitor|sonographer|carer|hca|technician|psychologist|matron|sister)|(?:i|we)(?:'ve| have| used to|'d)? (?:run|ran|manage|managed|own|owned|led|lead|set up|headed) (?:an?|the|my own|our own|two|three) (?:\w+ ){{0,2}}(?:clinic|practice|ward|unit|pharmacy|lab|department|surgery|hospice|care home|nursing home)|i (?:{_TASK}|{_CALLING}) {_BUSY}{_TO_HAND} for a living|(?:my (?:colleagues|fellow (?:nurses|medics|doctors|midwives|clinicians|therapists|pharmacists))|(?:us|we) (?:nurses|doctors|midwives|pharmacists|paramedics|medics|carers|radiographers|physios)|those of us (?:in|who work in|on) {_POST})(?: and (?:i|me))?(?: (?:on|in|at) {_POST})?|i (?:do|did) this (?:for a living|for a job|all day|professionally|day in)|this is (?:literally |actually |quite literally )?(?:my|me) (?:day )?job|it'?s (?:literally |actually )?my (?:day )?job to (?:know|spot|see|read|tell))(?![\w'])"
)
TELLS_PATIENTS: Final = lazy(
    rf"(?<![\w'])(?:(?:what |as |like |same as |exactly what |which is what )?(?:i|we)(?: always| usually| often| would| used to| 'd|'d| still| routinely| generally| only| never| both)? (?:tell|told|say to|said to|advise|advised|warn|warned|teach|taught|explain to|explained to|reassure|see in|give|gave|prescribe|discharge) (?:(?:all|every|our|my|these|most of|most) ){{0,3}}(?<!the ){_CHARGES}|"
    rf"(?:i|we) (?:told|tell|taught|advised|gave) (?:people|everyone|everybody|folk|them) (?:on|in|at) (?:my|our|the) (?:own |old )?(?:ward|clinic|practice|pharmacy|unit|surgery)|(?:in|at|on) (?:my|our) (?:own )?(?:\w+ )?(?:clinic|clinics|practice|surgery|pharmacy|ward|unit|department|theatre|lab|dispensary|icu|a&e|consultations?),? (?:we|i) (?:always|never|usually|often|only|laugh\w*|tell|give|gave|start|stop|use|used|see|saw|advise|don'?t|dont|wouldn'?t|would|prescribe|recommend|teach|wean|treat|had|have)|in (?:my|our) (?:own )?(?:clinic|practice|pharmacy|dispensary),? (?:all|every|most|no|many|patients|people|nobody|everyone)|my (?:professional|clinical|medical|expert) (?:opinion|view|advice|judge?ment|verdict) (?:is|would|here)|"
    rf"(?:my|our) (?:own )?(?:patients|clients) (?:all|do|did|who|never|always|get|come|stop|take|usually|tend|on|with|have|are|see|feel|swear|report)|(?:in|from|with) my (?:\w+ )?(?:professional|clinical|nursing|medical|midwifery|dispensing|pharmacy|theatre|ward) (?:opinion|experience|judge?ment|view|practice|days|career|hat)|"
    rf"(?:with )?my (?:nurse|nurse's|doctor|doctor's|medical|clinical|pharmacist|pharmacist's|midwife|physio|professional|work|scrubs|nursing) (?:hat|cap|head|badge|coat) on|with my (?:badge|scrubs|uniform|white coat|stethoscope) on|trust the professionals?(?! (?:looking|who|in|at|treating))|on my (?:medical |professional )?authority)(?![\w'])"
)
QUALIFIED: Final = lazy(
    rf"(?<![\w'])(?:(?:i|i've|ive|i'm|im|i am|i have|am|someone|somebody|person|one)(?: who(?:'s| is| has)?)? (?:(?:just|nearly|almost|fully|originally|also|only|finally|about to|currently) ){{0,2}}(?:qualified|trained|graduated|specialised|specialized|certified|finishing|studying|reading|doing|completing|have|hold|got|did|done|lecture|majored|degree educated|educated) (?:(?:in|as|with|an?|my|the|up|of|from|phd|masters|master's|msc|bsc|degree|doctorate|degrees|two|diploma|postgrad|year|final|third|second|fourth|fifth) ){{0,6}}{_SCIENCE}(?: (?:doctorate|degree|phd|masters|msc|course|training|diploma|finals|placement|residency|rotation))?|"
    rf"(?:someone|somebody|one|person) (?:with|holding|who has|who holds) (?:an?|two|my) (?:\w+ )?(?:degree|phd|doctorate|masters|msc|md|diploma)\w*(?: in {_SCIENCE})?|(?:in )?my (?:final|last|third|fourth|fifth|second) (?:year|yr) (?:of|at|in) (?:{_SCIENCE}|med(?:ical)? school|nursing school)|my (?:\w+ )?(?:degree|phd|doctorate|masters|msc|bsc|training|background)(?:'s| is| was|s)? in {_SCIENCE}|"
    rf"\A\W{{0,3}}(?:[a-z]{{2,12}}[.,]? ){{1,2}}\(?(?:mbbs|mbchb|mrcp|mrcgp|frcs|rgn|rmn|srn|pharm\.?d|mpharm|bsn|crna|fnp|ibclc)\b(?: \(?ret\w*\)?)?|(?:\A|[.!?\n(]\s{{0,2}})(?:hi,? |hello,? )?(?:mbbs|mbchb|mrcp|frcp|mrcgp|frcs|rgn|rmn|srn|pharm\.?d|mpharm|bpharm|bams|bhms|bds|crna|fnp|aprn|dnp|np|rn|bsn)\b(?: (?:doctor|dr|nurse|here|student|from|final|qualified|this|with|\d+)){{1,3}}|"
    rf"[-~,(|\n]\s{{0,2}}(?:[a-z]{{2,12}}[.,]? ){{0,2}}(?:mbbs|mbchb|mrcp|frcp|mrcgp|frcs|rgn|rmn|srn|pharm\.?d|mpharm|bpharm|bams|bhms|crna|fnp|aprn|dnp|rn|bsn|msn|m\.d|md|phd|ibclc|rd|dpt)(?:[,/ ]{{1,2}}(?:mbbs|mrcp|bsn|msn|rn|md|phd|rgn|retd?|retired|msc|bsc|ibclc|\d+ (?:years|yrs)))*\)?[.!\s]*\Z)(?![\w'])"
)
SICK_LIFE: Final = lazy(
    r"\b(?:as a patient|in and out of|patient on|my own (?:treatment|illness|chemo|dialysis|ward)|been (?:ill|sick|a patient|on dialysis|on (?:the )?meds)|lying (?:on|in)|inpatient|admitted|sectioned|since (?:my )?diagnosis|diagnosed|on the receiving end|my bed|hate|off sick|signed off|dread|on the waiting list)\b"
)
"""The years were served in a bed, or the job is part of one's own case."""
