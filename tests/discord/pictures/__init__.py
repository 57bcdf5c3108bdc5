"""Pictures of what people see on Discord: a story, the payloads that the real client sent in it, and a page that shows them.

`python -m tests.discord.pictures docs/discord` makes the pictures of docs/discord.md anew; it needs Chromium.
"""
