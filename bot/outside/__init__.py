"""What leaves the machine beside the platforms: mail, webhook, heartbeat. Only this room knows httpx and aiosmtplib."""
