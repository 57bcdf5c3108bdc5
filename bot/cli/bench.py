"""`carecircle bench`: the benchmarks of `benchmarks/`, which is part of the source and not of the wheel."""

import argparse
import importlib
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

NAME: Final = "bench"
SUMMARY: Final = (
    "Measure speed, memory and start-up beside baselines in the same run; what matters are the ratios.\n"
    "With --accuracy DIR, score the program over an evaluation folder and write docs/accuracy.md."
)
EXAMPLE: Final = "carecircle bench --only assess --json"
_NAMES: Final = ("assess", "decision", "queue", "search", "memory", "start")
_SOURCE: Final = Path(__file__).resolve().parents[2] / "benchmarks" / "suite.py"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--only", metavar="NAME", choices=_NAMES, action="append", help=f"one of {', '.join(_NAMES)}; may be repeated"
    )
    parser.add_argument("--json", action="store_true", help="print a JSON list")
    parser.add_argument("--accuracy", metavar="DIR", type=Path, help="an evaluation folder with its scorers")


def run(args: argparse.Namespace) -> int:
    if not _SOURCE.is_file():
        print("carecircle bench: the benchmarks are not installed with the program; run it from a checkout", file=sys.stderr)
        return 2
    if args.accuracy is not None:
        code: int = importlib.import_module("benchmarks.accuracy").main([str(args.accuracy)])
        return code
    benchmarks: Mapping[str, Callable[[], Any]] = importlib.import_module("benchmarks.suite").ALL
    shown: Callable[[Any], str] = importlib.import_module("benchmarks.figures").shown
    results = []
    for name in args.only or benchmarks:
        print(f"carecircle bench: {name} …", file=sys.stderr)
        results.append(benchmarks[name]())
        if not args.json:
            print(shown(results[-1]), flush=True)
    if args.json:
        print(json.dumps([asdict(result) for result in results], indent=1, ensure_ascii=False))
    return 0
