"""The real discord.py client against a server of our own on loopback."""

import warnings

with warnings.catch_warnings():
    # For voice, which is not used here, it imports a module that is deprecated.
    warnings.filterwarnings("ignore", "'audioop' is deprecated", DeprecationWarning)
    import discord  # noqa: F401
