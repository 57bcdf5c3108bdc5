"""How fast and how right the program is, beside baselines that are measured in the same run. Not shipped in the wheel."""
