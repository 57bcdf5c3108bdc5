"""What would have happened: the whole decision over an export, without posting, and a report about it."""
