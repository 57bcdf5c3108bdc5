"""Handles and profile links on other platforms, logins and passwords."""

import re
from typing import Final

from bot.detectors.document import Document
from bot.detectors.privacy.candidate import Candidate, Owner
from bot.detectors.privacy.lazy import lazy
from bot.detectors.privacy.sample import is_sample

_SITE: Final = (
    r"(?:insta(?:gram)?|ig|snap(?:chat)?|sc|tik\s?tok|tt|twitter|x|facebook|fb|messenger|telegram|tg|whats\s?app|kik|reddit|linkedin|you\s?tube|yt|twitch|threads|bluesky|bsky|mastodon|signal|skype|steam|xbox(?: live)?|gamertag|psn|paypal"
    r"|venmo|cash\s?app|strava|tumblr|pinterest|wechat|weibo|line|viber|vk|onlyfans|patreon|ko-?fi|soundcloud|spotify|goodreads|ravelry|myfitnesspal|zoom|discord|imessage|facetime|bumble|hinge|tinder|zelle)"
)
_HANDLE: Final = r"@?[a-z0-9_](?:[a-z0-9_.\-]{1,30})[a-z0-9_]"
_MINE: Final = lazy(
    rf"(?<![\w])(?P<who>my|his|her|their|mums?|mom'?s|dads?|\w{{2,20}}'s)\s(?:\w{{2,12}}\s)?{_SITE}(?:\s(?:is|name|handle|user(?:name)?|account|acc|acct|page|profile|id|tag|@|=|:|thing|one|called|under|as|\(|\))){{0,4}}[\s:='\"(\-]{{1,3}}(?:is\s|its\s|it's\s)?[\"'(]?(?P<v>{_HANDLE})"
)
_FIND: Final = lazy(
    rf"(?<![\w])(?:add|follow|find|dm|message|msg|hit|friend|get|reach|search|look|catch|hmu|pm|contact|ping|text|drop|slide|chat)\w{{0,3}}\s(?P<who>me|him|her|them|my \w{{2,12}}|us)?\s?(?:\w{{1,8}}\s){{0,3}}?(?:on|over on|at|via|up on|through)?\s?(?:my\s)?(?<![\w]){_SITE}(?:\s(?:at|as|under|is|its|it's|i'm|im|my|name|handle|user|username|too|there|instead|by|if|:|=|-)){{0,3}}[\s:,=('\"\-]{{1,3}}(?:(?:i'm|im|its|it's|i am|is)\s)?[\"'(]?(?P<v>{_HANDLE})"
)
_AM_ON: Final = lazy(
    rf"(?<![\w])(?P<who>i'?m|i am|im|its|it's|she'?s|he'?s|they'?re|under|as|is)\s[\"']?(?P<v>{_HANDLE})[\"']?\s(?:on|over on)\s(?:\w{{2,8}}\s)?{_SITE}(?![\w])"
)
_PAY_ME: Final = lazy(rf"(?<![\w]){_SITE}\s(?P<who>me|us)\s(?:at\s|on\s|to\s|:\s?|=\s?)?(?P<v>{_HANDLE})")
_SITE_FIRST: Final = lazy(
    rf"(?<![\w]){_SITE}(?:\s(?:name|handle|username|user|id|account|tag|dm))?\s?[:=\-]\s?(?P<v>{_HANDLE})"
)
_SITE_AT: Final = lazy(
    rf"(?<![\w])(?:on\s)?{_SITE}\s(?:from\s|at\s|as\s|is\s)?(?P<v>@[\w.]{{2,32}}|[a-z0-9.]{{1,20}}_[a-z0-9._]{{1,20}})"
)
_LINK: Final = lazy(
    r"(?<![\w@.])(?:https?://)?(?:www\.|m\.)?(?:(?:instagram|facebook|fb|twitter|x|tiktok|snapchat|youtube|twitch|threads|reddit|venmo|cash|patreon|soundcloud|pinterest|tumblr|strava|linkedin|ko-fi|onlyfans|flickr|myspace|vk|medium)\.(?:com|net|app|tv|me)"
    r"|t\.me|wa\.me|paypal\.(?:me|example|com)|fb\.me|linktr\.ee|bsky\.app|buymeacoffee\.com|about\.me|keybase\.io)/(?:@|in/|u/|user/|add/|profile/|profile\.php\?id=|paypalme/|people/|athletes/|c/|\$)?(?P<name>[\w.\-]{2,60})"
)
_NO_PROFILE: Final = frozenset(
    ["groups", "group", "watch", "hashtag", "explore", "reel", "reels", "p", "tv", "video", "videos", "r", "shorts", "results", "search", "status", "events", "event", "pages", "page", "share", "sharer", "story", "stories", "playlist", "channel", "embed", "dialog", "intent", "home", "help", "about", "login", "jobs", "company", "posts", "post", "marketplace", "hashtags", "donate", "fundraiser"]
)
_VALUE: Final = r"[^\s,;\"'<>]{3,40}"
_LOGIN: Final = lazy(
    rf"(?<![\w])(?:log-?\s?in(?: name| id| details| is)?|user(?:name| name|-name| id|id)?|portal (?:user|id|login|name)|account name|sign-?in|mychart|patient ?portal|benutzername|usuario|identifiant|nutzername)(?:\s(?:is|for|the|my|portal|mychart|it|system|name|username|user|login|id|nhs|app|was|=|:|-)){{0,4}}[\s:=\-]{{1,3}}[\"']?(?P<v>{_VALUE})"
)
_PASSWORD: Final = lazy(
    rf"(?<![\w])(?P<cue>passwords?|passwort|pass\s?word|pword|passwd|pwd|pw|p/w|passcode|pass\s?code|passphrase|pass|pin(?: code| number| no)?|contraseña|mot de passe|senha|hasło|access code|unlock code|door code|key ?safe(?: code)?|gate code|security answer)"
    rf"(?:\sfor (?:my|the|our)(?:\s\w{{2,12}}){{1,3}}\s(?:is|=|:)\s?|(?:\s?(?:is|was|=|:|-|to|the|it's|its|for|my|portal|app|account|phone|it|mychart|set|now|still|both|code|number)\s?){{0,4}})[\s:=\-]{{0,3}}[\"']?(?P<v>{_VALUE})"
)
_SLASH: Final = lazy(r"@[\w.\-]{3,60}\s?[/|]\s?(?P<v>[^\s,;\"'/]{6,30})")
_TRIGGER_SECRET: Final = lazy(
    r"pass|\bpin\b|\bpw|\bp/w|log-?\s?in|user|sign-?in|mychart|portal|passwor|contraseña|senha|hasło|code|key ?safe|identifiant|usuario"
)
_TRIGGER_SITE: Final = lazy(_SITE + r"\b|linktr|buymeacoffee|keybase|t\.me|wa\.me|fb\.")
_STOP: Final = frozenset(
    ["the", "and", "for", "you", "your", "with", "that", "this", "not", "wrong", "incorrect", "expired", "reset", "resets", "resetting", "protected", "manager", "please", "help", "again", "into", "was", "were", "are", "can", "cant", "won", "wont", "will", "would", "does", "doesn", "didn", "isn", "wasnt", "page", "group", "account", "accounts", "profile", "profiles", "channel", "story", "stories", "too", "tho", "though", "but", "because", "also", "yet", "still", "now", "here", "there", "then", "when", "where", "what", "who", "how", "why", "all", "any", "some", "lot", "lots", "video", "videos", "post", "posts", "posted", "people", "friends", "friend", "support", "ads", "live", "lives", "app", "link", "links", "it", "its", "him", "her", "them", "they", "she", "he", "name", "names", "handle", "have", "has", "had", "get", "got", "just", "only", "really", "very", "much", "more", "back", "from", "about", "after", "before", "every", "time", "something", "anything", "nothing", "someone", "anyone", "everyone", "work", "works", "working", "doing", "using", "used", "use", "being", "been", "told", "said", "says", "saw", "seen", "found", "keep", "keeps", "kept", "called", "send", "sent", "dm", "dms", "message", "messages", "chat", "reels", "reel", "feed", "page", "pages", "requirements", "required", "changed", "change", "changing", "forgotten", "forgot", "locked", "lock", "email", "emails", "address", "phone", "number", "numbers", "hint", "thing", "stuff", "things", "over", "under", "out", "off", "down", "away", "today", "yesterday", "tomorrow", "instead", "first", "last", "next", "new", "old", "same", "other", "another", "number", "nurse", "team", "portal", "website", "site", "online", "details", "detail", "day", "days", "week", "month", "year", "either", "neither", "never", "always", "ever", "sure", "okay", "ok", "yes", "yeah", "lol", "if", "or", "so", "to", "on", "in", "at", "by", "of", "as", "is", "a", "an", "i", "me", "my", "mine", "our", "be", "do", "go", "no", "up", "we", "us", "via", "per", "like", "love", "hate", "great", "good", "bad", "best", "worst", "free", "plus", "and-or", "word", "words", "form", "screen", "button", "box", "field", "error", "messages", "support", "groups", "community", "fine", "right", "correct", "accepted", "rejected", "invalid", "blank", "empty", "unknown", "secret", "private", "public", "safe", "long", "short", "strong", "weak", "shared", "stolen", "hacked", "password", "passwords", "username", "interpreting", "for-me", "codes", "ing", "ed", "s", "lets", "let", "wants", "want", "need", "needs", "try", "tried", "tries", "keeps", "hello", "hi", "hey", "hun", "huns", "guys", "girls", "boys", "ladies", "anxiety", "diabetes", "cancer", "recovery", "warrior", "awareness", "journey", "influencer", "doctors", "nurses", "quacks", "gurus"]
)


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
        (_SITE_FIRST, 0.7, "account.site"),
        (_SITE_AT, 0.62, "account.mentioned"),
    ):
        for match in pattern.finditer(doc.lower):
            start, end = match.span("v")
            value = match["v"].rstrip(".-")
            end = start + len(value)
            if not _handle_like(value, rule) or doc.lower[end : end + 1] in {"@", "/"} or is_sample(doc.lower, start, end):
                continue
            who = match.groupdict().get("who") or ""
            owner: Owner = (
                "self"
                if who in {"my", "me", "i'm", "im", "i am"}
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
    marked = value.startswith("@") or any(char in bare for char in "_.0123456789")
    if rule in {"account.site", "account.mentioned", "account.am_on"}:
        return marked
    return marked or (rule == "account.mine" and len(bare) > 6) or (rule == "account.find_me" and len(bare) > 7)


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
    found: list[Candidate] = []
    for match in _PASSWORD.finditer(doc.lower):
        start, end = _clean(doc.lower, *match.span("v"))
        value = doc.text[start:end]
        if is_sample(doc.lower, start, end) or value.lower().strip("'s") in _STOP:
            continue
        said = bool(re.search(r"\b(?:is|was|it's|its)\b|[:=]", doc.lower[match.end("cue") : start]))
        mixed = bool(re.search(r"[0-9]", value)) + bool(re.search(r"[^\w]", value)) + bool(re.search(r"[A-Z]", value[1:]))
        numeric = match["cue"].startswith(("pin", "passc", "door", "key", "gate", "access", "unlock"))
        if numeric and not re.fullmatch(r"[\d\-*#]{3,10}|\w*\d\w*", value):
            continue
        if (
            (mixed
            and re.search(r"\d", value))
            or mixed > 1
            or (said and value.isalpha() and len(value) >= 5 and match["cue"].startswith(("password", "pw", "passw")))
        ):
            found.append(Candidate(start, end, "ACCOUNT", 0.9 if mixed else 0.7, "account.secret"))
    for match in _LOGIN.finditer(doc.lower):
        start, end = _clean(doc.lower, *match.span("v"))
        value = doc.text[start:end]
        beside = any(0 <= secret.start - end < 40 for secret in found if secret.rule == "account.secret")
        if value.lower() in _STOP or "@" in value or is_sample(doc.lower, start, end):
            continue
        if re.search(r"[\d_.]", value) or (beside and len(value) >= 4):
            found.append(Candidate(start, end, "ACCOUNT", 0.88 if beside else 0.8, "account.login"))
    if "@" in doc.lower:
        for match in _SLASH.finditer(doc.lower):
            start, end = _clean(doc.lower, *match.span("v"))
            if re.search(r"\d", doc.text[start:end]):
                found.append(Candidate(start, end, "ACCOUNT", 0.85, "account.secret"))
    return found


def _clean(lower: str, start: int, end: int) -> tuple[int, int]:
    while end - 1 > start and (lower[end - 1] in ".:?" or (lower[end - 1] == ")" and "(" not in lower[start:end])):
        end -= 1
    return start, end
