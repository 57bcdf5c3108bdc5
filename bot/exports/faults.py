"""What is wrong with a record, in words that hold nothing of it."""

from pydantic import ValidationError


def wrong_fields(error: ValidationError) -> str:
    """The fields and what they should be. Only messages that name types and choices are passed on."""
    faults = error.errors(include_input=False, include_url=False, include_context=False)
    return "; ".join(f"`{'.'.join(map(str, one['loc'])) or 'record'}` {_says(one['type'], one['msg'])}" for one in faults[:3])


def _says(kind: str, message: str) -> str:
    if kind == "missing":
        return "is missing"
    return message.removeprefix("Input ") if message.startswith("Input should ") else f"is wrong ({kind.replace('_', ' ')})"
