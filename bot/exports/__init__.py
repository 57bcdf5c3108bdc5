"""Readers of exports of a real community: DiscordChatExporter JSON, Slack exports, JSONL.

Each is a `Source`: it streams `Exported` records oldest first and counts what it passes over. Memory is bounded by one record,
one piece of a file and one day of a Slack export, never by the size of an export.
"""
