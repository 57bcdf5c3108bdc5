"""The command line. Each command is a small module in `bot/cli`, imported only when it is used."""

import argparse
import importlib
import logging
import os
import sys
from collections.abc import Sequence
from typing import Final

from bot import __version__
from bot.core.errors import BadContent, Fault

_COMMANDS: Final = {
    "sandbox": "the local community in a browser, with no token and no key",
    "run": "connect to the platforms that are configured",
    "assess": "judge messages, one JSON object a line",
    "ask": "what a member would be answered",
    "search": "rank any set of entries for queries",
    "replay": "run the whole decision over an export of a community",
    "content": "check content: lint, due, gaps",
    "record": "the record of who did what: export, verify",
    "setup": "compare community.toml with the live community, and make the difference",
    "doctor": "check settings, content, database, key and clock",
    "erase": "destroy what is kept of a member",
    "export": "write what is kept of a member",
    "key": "make a master key",
    "bench": "the benchmarks, as ratios against their baselines",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Returns 0 on success, 1 where what was checked falls short, 2 on bad usage or input."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    words = list(sys.argv[1:] if argv is None else argv)
    chosen = next((word for word in words if not word.startswith("-")), "")
    parser = argparse.ArgumentParser(
        prog="carecircle",
        description="Peer support communities on Discord and Slack, run safely by a clinic.",
        epilog="example: carecircle sandbox --port 8080",
    )
    parser.add_argument("--version", action="version", version=f"carecircle {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, summary in _COMMANDS.items():
        if name == chosen:  # the others stay unread: start-up time
            module = importlib.import_module(f"bot.cli.{name}")
            command = commands.add_parser(
                name,
                help=summary,
                description=module.SUMMARY,
                epilog=f"example: {module.EXAMPLE}",
                formatter_class=argparse.RawDescriptionHelpFormatter,
            )
            module.configure(command)
            command.set_defaults(run=module.run)
        else:
            commands.add_parser(name, help=summary)
    args = parser.parse_args(words)
    try:
        code: int = args.run(args)
        sys.stdout.flush()
    except BadContent as content:
        print(content, file=sys.stderr)
        print(f"carecircle: {len(content.faults)} faults in the content; mend them, then try again", file=sys.stderr)
        return 2
    except Fault as fault:
        print(f"carecircle: {fault}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    return code


if __name__ == "__main__":
    sys.exit(main())
