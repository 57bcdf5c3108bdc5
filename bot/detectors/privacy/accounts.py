"""Handles and profile links on other platforms, logins and passwords."""

import re
from typing import Final

from bot.detectors.document import Document
from bot.detectors.lazily import lazy
from bot.detectors.privacy.candidate import Candidate, Owner
from bot.detectors.privacy.lists import words
from bot.detectors.privacy.runs import is_ordinary
from bot.detectors.privacy.sample import is_sample

_SITE: Final = (
    r"(?:insta(?:gram)?|ig|snap(?:chat)?|sc|tik\s?tok|tt|twitter|x|facebook|fb|messenger|telegram|tg|whats\s?app|kik"
    r"|reddit|linkedin|you\s?tube|yt|twitch|threads|bluesky|bsky|mastodon|signal|skype|steam|xbox(?: live)?|gamertag"
    r"|psn|paypal"
    r"|venmo|cash\s?app|strava|tumblr|pinterest|wechat|weibo|line|viber|vk|onlyfans|patreon|ko-?fi|soundcloud"
    r"|revolut|monzo|wise|go\s?fund\s?me|just\s?giving|depop|vinted|etsy|ebay|roblox|fortnite|minecraft|peloton|fitbit"
    r"|letterboxd|wattpad|ao3|livejournal|bebo|myspace|kakao(?:talk)?|zalo|qq|substack|clubhouse|be\s?real"
    r"|insta\s?gram|snap"
    r"|tumblr|spotify|goodreads|ravelry|myfitnesspal|zoom|discord|imessage|facetime|bumble|hinge|tinder|zelle)"
)
_HANDLE: Final = r"(?:live:|u/)?@?[a-z0-9_](?:[a-z0-9_.\-]{1,30})[a-z0-9_]"
_MINE: Final = lazy(
    rf"(?<![\w])(?P<who>my|his|her|their|mums?|mom'?s|dads?|\w{{2,20}}'s)\s(?:\w{{2,12}}\s)?{_SITE}(?:\s(?:is|name"
    rf"|handle|user(?:name)?|account|acc|acct|page|profile|id|tag|@|=|:|thing|one|called|under|as|\("
    rf"|\))){{0,4}}[\s:='\"(\-]{{1,3}}(?:is\s|its\s|it's\s)?[\"'(]?(?P<v>{_HANDLE})"
)
_FIND: Final = lazy(
    rf"(?<![\w])(?:add|follow|find|dm|message|msg|hit|friend|get|reach|search|look|catch|hmu|pm|contact|ping|text"
    rf"|drop|slide|chat)\w{{0,3}}\s(?P<who>me|him|her|them|my \w{{2,12}}|us)?\s?(?:\w{{1,8}}\s){{0,3}}?(?:on|over on"
    rf"|at|via|up on|through)?\s?(?:my\s)?(?<![\w]){_SITE}(?:\s(?:at|as|under|is|its|it's|i'm|im|my|name|handle|user"
    rf"|username|too|there|instead|by|if|:|=|-)){{0,3}}[\s:,=('\"\-]{{1,3}}(?:(?:i'm|im|its|it's|i am"
    rf"|is)\s)?[\"'(]?(?P<v>{_HANDLE})"
)
_AM_ON: Final = lazy(
    rf"(?<![\w])(?P<who>i'?m|i am|im|its|it's|she'?s|he'?s|they'?re|under|as"
    rf"|is)\s[\"']?(?P<v>{_HANDLE})[\"']?\s(?:on|over on)\s(?:\w{{2,8}}\s)?{_SITE}(?![\w])"
)
_PAY_ME: Final = lazy(rf"(?<![\w]){_SITE}\s(?P<who>me|us)\s(?:at\s|on\s|to\s|:\s?|=\s?)?(?P<v>{_HANDLE})")
_AS_ON: Final = lazy(rf"\bon\s(?:my\s)?{_SITE}\s(?P<who>i'?m|im|i am|my \w{{2,8}} is)\s[\"'(]?(?P<v>{_HANDLE})")
_ADD: Final = lazy(
    r"(?<![\w])(?:add|follow|find|friend|request|dm|look up|search(?: for)?|user(?:name)?|handle"
    r"|tag)\s(?:me\s)?(?:at\s|as\s|on\s|under\s"
    rf"|is\s|:\s?)?(?P<v>(?=[a-z0-9.\-]{{0,30}}[_.\d]){_HANDLE})(?![\w@]|\.\w)"
)
_MINES: Final = lazy(rf"(?<![\w])(?P<who>mine)(?:'?s| is)?\s(?P<v>{_HANDLE})")
_SITE_FIRST: Final = lazy(rf"(?<![\w]){_SITE}(?:\s(?:name|handle|username|user|id|account|tag|dm))?\s?[:=\-]\s?(?P<v>{_HANDLE})")
_SITE_AT: Final = lazy(
    rf"(?<![\w])(?:on\s)?{_SITE}\s(?:from\s|at\s|as\s|is\s)?(?P<v>@[\w.]{{2,32}}|live:[\w.]{{3,30}}|u/[\w\-]{{3,30}}"
    rf"|[a-z0-9.]{{1,20}}_[a-z0-9._]{{1,20}})"
)
_LINK: Final = lazy(
    r"(?<![\w@.])(?:https?://)?(?:www\.|m\.)?(?:(?:instagram|facebook|fb|twitter|x|tiktok|snapchat|youtube|twitch"
    r"|threads|reddit|venmo|cash|patreon|soundcloud|pinterest|tumblr|strava|linkedin|ko-fi|onlyfans|flickr|myspace"
    r"|vk|medium)\.(?:com|net|app|tv|me)"
    r"|t\.me|wa\.me|paypal\.(?:me|example|com)|fb\.me|linktr\.ee|bsky\.app|buymeacoffee\.com|about\.me"
    r"|keybase\.io)/(?:@|in/|u/|user/|add/|profile/|profile\.php\?id=|paypalme/|people/|athletes/|c/"
    r"|\$)?(?P<name>[\w.\-]{2,60})"
)
_NO_PROFILE: Final = words("not_profiles.txt")
_VALUE: Final = r"[^\s,;\"'<>]{3,40}"
_LOGIN: Final = lazy(
    rf"(?<![\w])(?:log-?\s?in(?: name| id| details| is)?|user(?:name| name|-name| id|id)?|portal (?:user|id|login"
    rf"|name)|account name|sign-?in|mychart|patient ?portal|benutzername|usuario|identifiant|nutzername)(?:\s(?:is"
    rf"|for|the|my|portal|mychart|it|system|name|username|user|login|id|nhs|app|was|=|:"
    rf"|-)){{0,4}}[\s:=\-]{{1,3}}[\"']?(?P<v>{_VALUE})"
)
_PASSWORD: Final = lazy(
    rf"(?<![\w])(?P<cue>passwords?|passwort|pass\s?word|pword|passwd|pwd|pw|p/w|passcode|pass\s?code|passphrase|pass"
    rf"|pin(?: code| number| no)?|contraseña|mot de passe|senha|hasło|access code|unlock code|door code|key ?safe(?: "
    rf"code)?|gate code|security answer)(?![\w])"
    rf"(?:\sfor (?:my|the|our)(?:\s\w{{2,12}}){{1,3}}\s(?:is|=|:)\s?|(?:\s?(?:is|was|=|:|-|to|the|it's|its|for|my"
    rf"|portal|app|account|phone|it|mychart|set|now|still|both|code"
    rf"|number)\s?){{0,4}})[\s:=\-]{{0,3}}[\"'(]?(?P<v>{_VALUE})"
)
_TYPED: Final = lazy(
    rf"\b(?:log-?\s?in|password|sign-?in|pw)\b[^.!?\n]{{0,40}}\b(?:typed|put|entered|used|tried|using"
    rf"|with)\s(?P<a>{_VALUE})\s(?:and|then|&|/)\s(?P<b>{_VALUE})"
)
_AND_SECRET: Final = lazy(r"\s?(?:[/|&]|,?\sand)\s?(?P<v>(?=\S*[\d!*#$%+=?])[^\s,;\"'<>]{5,40})")
_SLASH: Final = lazy(r"@[\w.\-]{3,60}\s?[/|]\s?(?P<v>[^\s,;\"'/]{6,30})")
_TRIGGER_SECRET: Final = lazy(
    r"pass|\bpin\b|\bpw|\bp/w|log-?\s?in|user|sign-?in|mychart|portal|passwor|contraseña|senha|hasło|code|key ?safe"
    r"|identifiant|usuario"
)
_TRIGGER_SITE: Final = lazy(_SITE + r"s?\b|linktr|buymeacoffee|keybase|t\.me|wa\.me|fb\.")
_STOP: Final = words("not_handles.txt")


def accounts(doc: Document) -> list[Candidate]:
    """Handles, profile links, logins and secrets."""
    found: list[Candidate] = []
    if _TRIGGER_SITE.search(doc.lower):
        found += _handles(doc)
        found += _links(doc)
    if _TRIGGER_SECRET.search(doc.lower):
        found += _secrets(doc)
    return found


def _handles(doc: Document) -> list[Candidate]:
    found: list[Candidate] = []
    for pattern, confidence, rule in (
        (_MINE, 0.88, "account.mine"),
        (_FIND, 0.86, "account.find_me"),
        (_AM_ON, 0.86, "account.am_on"),
        (_PAY_ME, 0.86, "account.find_me"),
        (_AS_ON, 0.84, "account.as_on"),
        (_MINES, 0.8, "account.am_on"),
        (_ADD, 0.8, "account.add"),
        (_SITE_FIRST, 0.7, "account.site"),
        (_SITE_AT, 0.62, "account.mentioned"),
    ):
        for match in pattern.finditer(doc.lower):
            start, end = match.span("v")
            value = match["v"].rstrip(".-")
            if doc.text[start : start + 1].isupper() and value.isalpha() and re.match(r"\s[A-Z][a-z]", doc.text[end : end + 3]):
                continue
            end = start + len(value)
            if not _handle_like(value, rule) or doc.lower[end : end + 1] in {"@", "/"} or is_sample(doc.lower, start, end):
                continue
            who = match.groupdict().get("who") or ""
            owner: Owner = (
                "self"
                if who in {"my", "me", "i'm", "im", "i am", "mine"} or who.startswith("my ")
                else "other"
                if who and who not in {"its", "it's", "under", "as", "is", "us"}
                else ""
            )
            found.append(Candidate(start, end, "ACCOUNT", confidence, rule, owner))
    return found


def _handle_like(value: str, rule: str) -> bool:
    bare = value.lstrip("@")
    if len(bare) < 3 or bare in _STOP or bare.replace(".", "").replace("-", "").isdigit():
        return False
    marked = value.startswith(("@", "u/", "live:")) or any(char in bare for char in "_.0123456789")
    if rule in {"account.site", "account.mentioned", "account.am_on"}:
        return marked
    return (
        marked or (rule == "account.mine" and len(bare) > 6) or (rule in {"account.find_me", "account.as_on"} and len(bare) > 7)
    )


def _links(doc: Document) -> list[Candidate]:
    found: list[Candidate] = []
    for match in _LINK.finditer(doc.lower):
        name = match["name"].rstrip(".-")
        if name in _NO_PROFILE or "/r/" in match.group() or "/groups/" in match.group():
            continue
        end = match.start("name") + len(name)
        found.append(Candidate(match.start(), end, "ACCOUNT", 0.8, "account.link"))
    return found


def _secrets(doc: Document) -> list[Candidate]:
    found = _passwords(doc)
    for match in _LOGIN.finditer(doc.lower):
        start, end = _clean(doc.lower, *match.span("v"))
        value = doc.text[start:end]
        beside = any(0 <= secret.start - end < 40 for secret in found if secret.rule == "account.secret")
        if value.lower() in _STOP or "@" in value or is_sample(doc.lower, start, end):
            continue
        if re.search(r"[\d_.]", value) or (beside and len(value) >= 4):
            found.append(Candidate(start, end, "ACCOUNT", 0.88 if beside else 0.8, "account.login"))
        if (second := _AND_SECRET.match(doc.lower, end)) and re.search(r"[\d_.]", value):
            first, last = _clean(doc.lower, *second.span("v"))
            if re.search(r"[^a-z]", doc.text[first:last]):
                found.append(Candidate(first, last, "ACCOUNT", 0.86, "account.secret"))
    for match in _TYPED.finditer(doc.lower):
        pair = [_clean(doc.lower, *match.span(group)) for group in "ab"]
        if all(re.search(r"\d", doc.text[start:end]) for start, end in pair):
            found += [Candidate(start, end, "ACCOUNT", 0.86, "account.typed") for start, end in pair]
    if "@" in doc.lower:
        for match in _SLASH.finditer(doc.lower):
            start, end = _clean(doc.lower, *match.span("v"))
            if re.search(r"\d", doc.text[start:end]):
                found.append(Candidate(start, end, "ACCOUNT", 0.85, "account.secret"))
    return found


def _passwords(doc: Document) -> list[Candidate]:
    found: list[Candidate] = []
    for match in _PASSWORD.finditer(doc.lower):
        start, end = _clean(doc.lower, *match.span("v"))
        value = doc.text[start:end]
        if is_sample(doc.lower, start, end) or value.lower().strip("'s") in _STOP:
            continue
        said = re.search(r"\b(?:is|was|it's|its)\b|[:=]", doc.lower[match.end("cue") : start]) is not None
        if value.isalpha() and is_ordinary(value.lower()) and re.match(r"\s[a-z]", doc.lower[end : end + 2]):
            continue
        confidence = _secrecy(match["cue"], value, said)
        if confidence:
            found.append(Candidate(start, end, "ACCOUNT", confidence, "account.secret"))
    return found


def _secrecy(cue: str, value: str, said: bool) -> float:
    """How much a word looks like a secret: mixed characters, digits for a PIN, or any word that is said to be the password."""
    if cue.startswith(("pin", "passc", "door", "key", "gate", "access", "unlock")):
        return 0.9 if re.fullmatch(r"[\d\-*#]{3,10}|\w*\d\w*", value) else 0.0
    digit = re.search(r"\d", value) is not None
    kinds = digit + bool(re.search(r"[^\w]", value)) + bool(re.search(r"[A-Z]", value[1:]))
    if digit or kinds > 1:
        return 0.9
    return 0.7 if said and value.isalpha() and len(value) >= 5 and cue.startswith(("password", "pw", "passw")) else 0.0


def _clean(lower: str, start: int, end: int) -> tuple[int, int]:
    while end - 1 > start and (lower[end - 1] in ".:?" or (lower[end - 1] == ")" and "(" not in lower[start:end])):
        end -= 1
    return start, end
