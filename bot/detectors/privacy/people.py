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
