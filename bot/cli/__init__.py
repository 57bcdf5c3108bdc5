"""One module a command: `SUMMARY`, `EXAMPLE`, `configure(parser)` and `run(args)`.

Data goes to standard output, words about it to standard error.
"""
