"""Run the benchmarks and print what they measured."""

from __future__ import annotations

import argparse
import json
import signal
import sys
import time

# Importing a module registers its benchmarks.
from tests.benchmarks import (  # noqa: F401
    assuming,
    circles,
    exports,
    figures,
    geocoding,
    importing,
    kills,
    load,
    machine,
    map_clicks,
    measuring,
    rates,
    reporting,
    rings,
    sets,
    timeline,
    verdicts,
    webpages,
)
from tests.benchmarks.registry import BENCHMARKS, Report, Settings
from tests.benchmarks.table import markdown


def _say(words: str) -> None:
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {words}\n")
    sys.stderr.flush()


def _text(name: str, report: Report) -> str:
    parts = [f"## {name}", *(markdown(table) for table in report.tables), *report.notes]
    return "\n\n".join(parts)


def main() -> int:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON document with every sample")
    parser.add_argument("--only", choices=sorted(BENCHMARKS), metavar="NAME", help=f"one of: {', '.join(BENCHMARKS)}")
    parser.add_argument("--quick", action="store_true", help="the case's own size only, few samples")
    arguments = parser.parse_args()
    # Ended from outside, leave no server behind: the blocks that started them get to end them.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    found = machine.facts()
    names = [arguments.only] if arguments.only else list(BENCHMARKS)
    reports = {name: BENCHMARKS[name](Settings(quick=arguments.quick, say=_say)) for name in names}
    if arguments.json:
        document = {"machine": found, "benchmarks": {name: report.raw for name, report in reports.items()}}
        text = json.dumps(document, indent=1)
    else:
        text = "\n\n".join([*(_text(*item) for item in reports.items()), f"Measured {machine.sentence(found)}."])
    sys.stdout.write(f"{text}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
