"""What Discord's own AutoMod blocks before it is posted, also while the program is down.

Card numbers, national ID numbers, offers with a link or a bait. Never a phone number or an address: somebody in danger may post
theirs. Whatever has the form of a phone number too is blocked only beside a word that says what it is.

The flavour is Rust's, without lookaround: https://discord.com/developers/docs/resources/auto-moderation (at most 10 patterns of
260 characters a rule, 6 such rules a server, 150 characters of message).
"""

from collections.abc import Callable
from typing import Final

from bot.setup.wanted import Filter

MOST_RULES: Final = 6
MOST_PATTERNS: Final = 10
LONGEST_PATTERN: Final = 260
LONGEST_MESSAGE: Final = 150

_FREE: Final = r"(?i)(?:^|[^\w+./=&-])"
"""No letter or digit stands before, no sign of a longer number, and no address of a page."""
_NUMBER: Final = r" ?(?:number|num|nr|no|n[uú]mero|#)[.:]{0,2} {0,2}(?:is |es )?"
_MAYBE_NUMBER: Final = rf"(?:{_NUMBER}| ?: ?| (?:is |es )?)"

CARDS: Final = (
    # In fours, or in one piece. Networks begin with 2 to 6: ISO/IEC 7812.
    _FREE + r"(?:[3-6]\d{3}|2[2-7]\d{2})(?:-\d{4}){3}\b",
    _FREE + r"(?:[3-6]\d{3}|2[2-7]\d{2})(?: \d{4}){3}\b",
    _FREE + r"(?:[3-6]\d{15}|2[2-7]\d{14})\b",
    # American Express: 4, 6, 5.
    _FREE + r"3[47]\d{2}[ -]\d{6}[ -]\d{5}\b",
    r"(?i)\b(?:amex|american express|credit card|debit card|card number|tarjeta)\b\D{0,20}3[47]\d{13}\b",
    r"(?i)\b(?:card|tarjeta)\b.{0,60}\b(?:cvv|cvc|cv2|security code|c[oó]digo de seguridad)\D{0,12}\d{3,4}\b",
)

IDS: Final = (
    # USA: without a word beside it a first digit of 0 is left out, for 040-12-3456 is a Finnish phone number as well.
    _FREE + r"[1-8]\d{2}-\d{2}-\d{4}\b",
    rf"(?i)\b(?:ssn|social security){_MAYBE_NUMBER}\d{{3}}[- ]?\d{{2}}[- ]?\d{{4}}\b",
    # Canada, Germany.
    rf"(?i)\b(?:social insurance|steuer-?id){_MAYBE_NUMBER}(?:\d{{3}}(?:[- ]?\d{{3}}){{2}}|\d{{2}}(?: ?\d{{3}}){{3}})\b",
    # United Kingdom: National Insurance by its form; NHS numbers beside their word, for they look like American phone numbers.
    _FREE + r"[a-ceghj-pr-tw-z][a-ceghj-npr-tw-z]\d{6}[a-d]\b",
    rf"(?i)\b(?:national insurance|nino|ni){_MAYBE_NUMBER}[a-z]{{2}} ?\d{{2}} ?\d{{2}} ?\d{{2}} ?[a-d]\b",
    rf"(?i)\bnhs{_NUMBER}[4-79]\d{{2}}[ -]?\d{{3}}[ -]?\d{{4}}\b",
    # Spain: DNI and NIE. Italy: codice fiscale. Mexico: CURP.
    _FREE + r"(?:\d{8}-?[a-hj-np-tv-z]|[xyz]-?\d{7}-?[a-hj-np-tv-z]|[a-z]{6}\d{2}[a-z]\d{2}[a-z]\d{3}[a-z]|"
    r"[a-z]{4}\d{6}[hm][a-z]{5}[a-z\d]\d)\b",
    # Brazil: CPF. Chile: RUT. Switzerland: AHV.
    _FREE + r"(?:\d{3}\.\d{3}\.\d{3}-\d{2}|\d{1,2}\.\d{3}\.\d{3}-[\dk]|756\.\d{4}\.\d{4}\.\d{2})\b",
    # France: NIR.
    _FREE + r"[12] \d{2} (?:0[1-9]|1[0-2]|[2-9]\d) (?:\d{2}|2[ab]) \d{3} \d{3}(?: \d{2})?\b",
    # Passports; India: Aadhaar.
    rf"(?i)\b(?:(?:passport|pasaporte){_NUMBER}[a-z]{{0,2}}[1-9]\d{{6,8}}|aadhaa?r{_NUMBER}\d{{4}}[ -]?\d{{4}}[ -]?\d{{4}})\b",
)

_APPS: Final = "whats ?app|telegram"
OFFERS: Final = (
    r"(?i)\b(?:gofundme\.com|gofund\.me|justgiving\.com|givesendgo\.com|fundly\.com|crowdfunder\.co\.uk|leetchi\.com)/[\w-]",
    r"(?i)\b(?:paypal\.me|paypal\.com/(?:paypalme|donate|pools)|cash\.app|venmo\.com|revolut\.me|ko-fi\.com|buymeacoffee\.com)/\S",
    r"(?i)\b(?:discord\.gg|discord(?:app)?\.com/invite|chat\.whatsapp\.com)/\w|\bt\.me/(?:joinchat/|\+)\w",
    r"(?i)\bhttps?://\S{3,150}[?&](?:aff|aff_?id|affiliate|ref_?code|referral|referrer_?code|promo_?code)=\w",
    (
        rf"(?i)\b(?:dm|pm|inbox|message|msg|{_APPS}) me (?:now |today )?(?:to (?:order|buy|invest|earn|join my (?:team|group))|"
        r"for (?:prices?|orders?|a discount|wholesale))\b"
    ),
    (
        r"(?i)\b(?:escr[ií]beme|m[aá]ndame (?:un )?(?:dm|md|privado|mensaje)|info por (?:privado|dm|md)) "
        r"(?:para (?:comprar|pedir|invertir|ganar)|por (?:el )?precios?)\b"
    ),
    (
        r"(?i)\b(?:double|triple|multiply|grow|recover) (?:your|my|lost) (?:lost )?(?:bitcoins?|btc|crypto|usdt|funds)\b.{0,80}"
        rf"\b(?:dm|{_APPS}|expert|platform|https?)\b"
    ),
    (
        r"(?i)\b(?:bitcoin|btc|crypto|forex|usdt) (?:investment|trading|mining|recovery) "
        r"(?:platform|company|experts?|signals?|manager|opportunity)\b"
    ),
    (
        r"(?i)\b(?:(?:use|usa) (?:my|mi) (?:referral|discount|promo|c[oó]digo de) (?:code|link|descuento)|"
        r"(?:use|with) (?:my )?code \w{3,20} (?:for \d|to get|at checkout))\b"
    ),
    (
        r"(?i)\b(?:join my (?:team|downline)|be your own boss|s[eé] tu propio jefe|[uú]nete a mi equipo)\b.{0,120}"
        r"\b(?:dm|link|https?|income|earn|ganar|ingresos)\b"
    ),
)

_RULES: Final = (
    ("cards", "Carecircle: card numbers", CARDS),
    ("ids", "Carecircle: national ID numbers", IDS),
    ("offers", "Carecircle: offers and collections", OFFERS),
)
"""Where there is no room for all, the first come first."""


def filters(words: Callable[[str], str]) -> tuple[Filter, ...]:
    """`words` gives the message to the writer, in the community's language, by key."""
    return tuple(Filter(key, name, patterns, words(f"setup.blocked.{key}")) for key, name, patterns in _RULES)
