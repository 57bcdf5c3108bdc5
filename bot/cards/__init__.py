"""Cards that more than one cog shows. Pure: a context's words in, a card out."""
