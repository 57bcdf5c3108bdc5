"""Discord: payloads in, embeds and components out. Nothing here decides anything."""
