"""Lint, format, type-check and audit, as CI does: ``python -m tools.check [--fix]``.

Every check runs, whatever the one before it says, and each that fails is named at the end.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent
_FIX: Final = (("ruff", "check", "--fix", "."), ("ruff", "format", "."))
#: Licences of what is installed; known vulnerabilities are asked for by hand, online: ``python -m tools.audit``.
_CHECKS: Final = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("lint-imports", "--no-cache"),
    ("python", "-m", "tools.audit", "--offline"),
)


def main(arguments: list[str] | None = None) -> int:
    """Run the checks; return 1 if any fails."""
    parser = argparse.ArgumentParser(prog="python -m tools.check", description="Lint, format, type-check and audit.")
    parser.add_argument("--fix", action="store_true", help="first mend what can be mended by itself")
    for words in _FIX if parser.parse_args(arguments).fix else ():
        _run(words)
    failed = [" ".join(words) for words in _CHECKS if _run(words)]
    print("All checks passed." if not failed else "Failed: " + "; ".join(failed), flush=True)
    return int(bool(failed))


def _run(words: tuple[str, ...]) -> int:
    """Run a command that was installed beside this Python."""
    print("$", *words, flush=True)
    folder = Path(sys.executable).parent
    program = sys.executable if words[0] == "python" else str(folder / words[0])
    return subprocess.run([program, *words[1:]], cwd=ROOT, check=False).returncode  # noqa: S603 - our own words


if __name__ == "__main__":
    sys.exit(main())
