"""`carecircle sandbox`."""

import argparse
import asyncio
import gc
import sys
from pathlib import Path
from typing import Final

NAME: Final = "sandbox"
SUMMARY: Final = "Serve the local community in a browser: example people and content, no token, no key. Ctrl-C stops it."
EXAMPLE: Final = "carecircle sandbox --port 8080 --data ./my-sandbox"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8080, help="port on 127.0.0.1; 0 picks a free one (default: 8080)")
    parser.add_argument("--data", type=Path, help="where the state is kept (default: your user data directory)")
    parser.add_argument("--empty", action="store_true", help="start with no people, channels or past")


def run(args: argparse.Namespace) -> int:
    gc.disable()  # nothing that a start makes is garbage: its rounds would cost .2 s; `app` enables it again
    from bot.app import run_sandbox
    from bot.settings import load_settings

    def announce(address: str) -> None:
        print(address, flush=True)
        print(f"Carecircle is ready. Open {address} in a browser; Ctrl-C stops it.", file=sys.stderr, flush=True)

    if not 0 <= args.port <= 65535:
        print("carecircle: --port must be between 0 and 65535", file=sys.stderr)
        return 2
    asyncio.run(run_sandbox(load_settings(), args.data, args.port, empty=args.empty, announce=announce))
    return 0
