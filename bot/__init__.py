"""Carecircle: peer support communities on Discord and Slack, run safely by a clinic."""

__version__ = "0.1.0"
