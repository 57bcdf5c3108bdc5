"""Word lists that detectors share, and how they are found in a message."""
