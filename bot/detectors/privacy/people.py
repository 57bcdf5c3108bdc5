"""Words for persons: kin, friends, professionals. Fragments of patterns that several recognisers share."""

from typing import Final

KIN: Final = (
    r"(?:mum|mam|mom|mummy|mommy|mama|ma|mother|dad|daddy|papa|pa|father|pop|pops|step-?(?:mum|mom|dad|son|daughter"
    r"|mother|father|brother|sister)|parents?|sons?|daughters?|kids?|kiddo|child|children|babies|baby"
    r"|toddler|newborn|infant|preemie|boys?|girls?|lads?|lass(?:ie)?|brothers?|sisters?|bro|sis|siblings?|twins?"
    r"|triplets?|husband|hubby|hubs|wife|wifey|missus|partner|spouse|oh|dh|dw|ds|dd|dp|boyfriend|girlfriend|bf|gf"
    r"|fianc\w{1,3}|ex|ex-?wife|ex-?husband"
    r"|nan|nana|nanna|nanny|gran|grandma|granny|grandmother|grandmum|nonna|abuela|abuelo|oma|opa|grandad|granddad"
    r"|grandpa|grandfather|gramps|grandson|granddaughter|grandkids?|grandchild|aunt|aunty|auntie|uncle|cousins?"
    r"|nieces?|nephews?"
    r"|mil|fil|sil|bil|(?:mother|father|sister|brother|son|daughter)-?\s?in-?\s?law|in-?laws?|god(?:son|daughter"
    r"|child|mother|father)|foster (?:son|daughter|child|kid)|friends?|mates?|bestie|bff|bestfriend|pal|buddy"
    r"|buddies|chum|neighbou?rs?|colleagues?|co-?workers?|workmate|boss|manager|employee|roommates?|flatmates?"
    r"|housemates?"
    r"|classmate|teammate|lodger|tenant|landlord|landlady|carer|caregiver|pupil|student|teacher|coach|client"
    r"|customer|teen|teenager|little one|wee one|eldest|youngest|other half|better half|bairn|wean|gal|lass|fella"
    r"|bloke|chap|guy|man|woman|lady|gentleman|person|patient)"
)
PERSON_NOUN: Final = KIN
PROFESSIONAL: Final = (
    r"(?:dr|doctor|doc|prof|professor|consultant|surgeon|specialist|nurse|sister|matron|midwife|gp|pcp|physician"
    r"|oncologist|urologist|neurologist|cardiologist|rheumatologist|nephrologist|gastroenterologist|endocrinologist"
    r"|endo|dermatologist"
    r"|haematologist|hematologist|psychiatrist|psychologist|therapist|counsell?or|physio(?:therapist)?|pharmacist"
    r"|dentist|dietitian|dietician|nutritionist|radiographer|radiologist|anaesthetist|anesthesiologist|obstetrician"
    r"|gynaecologist|gynecologist|paediatrician|pediatrician"
    r"|registrar|paramedic|np|pa|dsn|cns|chaplain|social worker|care coordinator|neurosurgeon|ophthalmologist"
    r"|optometrist|podiatrist|audiologist|immunologist|geneticist|pulmonologist|hepatologist|ent|md|rn|phd)"
)
AUTHOR: Final = (
    r"(?:books?|novels?|memoir|guide|podcast|documentary|film|movie|series|show|episode|article|paper|study|blog"
    r"|channel|author|writer|singer|actor|actress|comedian|footballer|presenter|broadcaster|journalist|senator"
    r"|congressman|congresswoman|minister|president"
    r"|celebrity|influencer|youtuber|scientist|researcher|professor|composer|poet|philosopher|biography"
    r"|autobiography|by|starring|directed|wrote|written|ted talk|lecture|talk by|interview|album|song|playing|fan"
    r"|band|et al|hotline|foundation|hospital|centre|center|ward|wing|unit|clinic|hospice|trust|fund|award|prize)"
)
ROLE: Final = (
    r"(?:accountant|administrator|architect|archdeacon|artist|baker|barber|barista|barmaid|barman|bartender|bishop"
    r"|bookkeeper|bookseller|bosun|brewer|bricklayer|builder|bursar|butcher|captain|caretaker|cashier|cellist"
    r"|chairman|chairwoman|chair|chancellor|chaplain|chef|choirmaster"
    r"|cleaner|clerk|coach|commander|conductor|constable|cook|coroner|councillor|crossing guard|curate|curator|dean"
    r"|deputy(?: \w{2,14})?|detective|director|dj|driver|editor|electrician|engineer|farmer|farrier|ferryman|fire "
    r"chief|firefighter|fireman|fishmonger|florist|foreman|forester"
    r"|gamekeeper|gardener|goalkeeper|greengrocer|groundsman|guard|hairdresser|harbourmaster|harbormaster|harpist"
    r"|head(?: ?(?:teacher|master|mistress|girl|boy|chef|gardener|of [\w ]{2,20}))?|imam|inspector|janitor|joiner"
    r"|judge|landlady|landlord|lecturer|librarian|lifeguard|lighthouse keeper"
    r"|lollipop (?:lady|man)|lorry driver|magistrate|manager(?:ess)?|mayor(?:ess)?|mechanic|milkman|miller|minister"
    r"|musician|night porter|officer|organist|owner|painter|park ranger|pastor|pianist|pilot|plumber|police(?:man"
    r"|woman)|porter|postlady|postman|postmaster|postmistress|postwoman|potter"
    r"|priest|principal|producer|proprietor|publican|rabbi|ranger|receptionist|rector|registrar|reporter|saddler"
    r"|sacristan|secretary|security guard|sergeant|sexton|sheriff|shopkeeper|singer|soloist|solicitor|stationmaster"
    r"|steward(?:ess)?|superintendent|supervisor|tailor|teacher|teaching assistant"
    r"|technician|treasurer|tutor|umpire|undertaker|usher|verger|vet|vicar|violinist|waiter|waitress|warden"
    r"|watchmaker|mason|stonemason|thatcher|blacksmith|shepherd|gamekeeper|referee|headmistress|headmaster|head teacher|matron"
    r"|signalman|coxswain|cox|lifeboatman|falconer|fiddler|piper|drummer|auctioneer|surveyor|actuary|deacon|archivist|weatherman|weathergirl|welder|zookeeper|quarterback|striker|goalie|linebacker|cheerleader|dinner "
    r"lady|tea lady|cleaning lady|bus driver|school nurse|music teacher|pe teacher|apprentice|trainee"
    r"|dentist|pharmacist|midwife|nurse|doctor|physio\w{0,9}|gp|\w{3,14}(?:ist|smith|maker|keeper|wright|monger"
    r"|master))"
)
