"""Discord itself, as far as a bot can tell: state, rules, HTTP routes and gateway."""
