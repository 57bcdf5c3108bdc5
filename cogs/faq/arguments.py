"""What the commands about the clinic's articles take."""

from bot.cog import Arguments, ArticleId, ConditionSlug, LongText, MessageId


class Ask(Arguments):
    question: LongText
    condition: ConditionSlug | None = None


class Show(Arguments):
    article: ArticleId


class Gaps(Arguments):
    condition: ConditionSlug | None = None


class OneMessage(Arguments):
    message: MessageId


class PostAnswer(OneMessage):
    article: ArticleId
