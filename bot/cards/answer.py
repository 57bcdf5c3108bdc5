"""How the clinic's content is shown. An answer's body is the approved text, byte for byte, and names its version."""

from bot.cog import Context
from bot.core.article import Article
from bot.core.card import Button, Card, Field


def article_card(context: Context, article: Article, matched: str = "") -> Card:
    """One article: the matched question, the answer, who approved it, its dates and its sources."""
    fields = []
    if matched and matched.casefold() != article.question.casefold():
        fields.append(Field(context.text("answer.field.matched"), matched))
    fields += [
        Field(context.text("answer.field.approved"), article.approved_by),
        Field(context.text("answer.field.reviewed"), article.reviewed_on.isoformat()),
        Field(context.text("answer.field.due"), article.review_due.isoformat()),
        Field(context.text("answer.field.sources"), "\n".join(f"{s.name} {s.url}".strip() for s in article.sources)),
    ]
    if article.portal:
        fields.append(Field(context.text("answer.field.portal"), article.portal))
    if article.example:
        fields.append(Field(context.text("answer.field.example"), context.text("answer.example")))
    return Card(article.question, article.answer, tuple(fields), cites=article.hash)


def suggestions_card(context: Context, articles: tuple[Article, ...]) -> Card:
    """Did you mean: at most three questions to choose from."""
    said = context.say("answer.did_you_mean")
    buttons = tuple(Button(article.question, "faq show", {"article": article.id}) for article in articles[:3])
    none = Button(context.text("button.none_of_these"), "help person", {})
    return Card(said.title, said.body, buttons=(*buttons, none))


def hand_over_card(context: Context, overdue: bool = False) -> Card:
    """Nothing fits, or the clinic is checking what would."""
    said = context.say("answer.overdue" if overdue else "answer.none")
    return Card(said.title, said.body, buttons=(Button(context.text("button.person"), "help person", {}),))
