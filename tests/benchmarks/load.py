"""Many readers at once: how long each waits, what each costs in memory, and whether all of it comes back."""

from __future__ import annotations

import statistics
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geodata.core.model import case_from_document
from tests.benchmarks import cases
from tests.benchmarks.crowd import THINKING_S, Samples, measure, one_after_another, together
from tests.benchmarks.registry import Report, Settings, Table, benchmark
from tests.benchmarks.table import duration, size

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.benchmarks.serving import Started

_AIM_TOGGLE_MS: Final = 1000.0
_AIM_EDIT_MS: Final = 1500.0
_AIM_SESSION_BYTES: Final = 20 * 10**6
#: Seconds after the last reader left; the second is the aim's. The session of a reader who left is kept for 45 s and up
#: to 15 s more, should the connection only have been lost, hence the third.
_WAITS_S: Final = (0.0, 60.0, 150.0)


@dataclass(frozen=True, slots=True)
class Plan:
    """What to measure."""

    users: int
    users_s: float
    sessions: int
    claims: int
    readers: int
    editors: int
    editing_s: float
    waits_s: tuple[float, ...]
    """When memory is looked at, after the last reader left."""


def plan(settings: Settings) -> Plan:
    """Return the sizes: those of the aims, or what takes a minute and a half."""
    if settings.quick:
        return Plan(users=10, users_s=20, sessions=30, claims=1_000, readers=4, editors=1, editing_s=20, waits_s=(0, 5))
    return Plan(
        users=50, users_s=120, sessions=600, claims=10_000, readers=10, editors=3, editing_s=120, waits_s=_WAITS_S
    )


# -- what is printed -------------------------------------------------------------------------------------------------


def _times(samples: list[float]) -> str:
    """Return median, 95th percentile and slowest."""
    if not samples:
        return "-"
    ordered = sorted(samples)
    at_95 = ordered[min(len(ordered) - 1, len(ordered) * 95 // 100)]
    return f"{duration(statistics.median(ordered))} / {duration(at_95)} / {duration(ordered[-1])}"


def _above(samples: Samples, held: int | None) -> int | None:
    return None if held is None or samples.bytes_before is None else max(0, held - samples.bytes_before)


def _size(held: float | None) -> str:
    return "?" if held is None else size(held)


def _row(what: str, samples: Samples) -> list[str]:
    return [
        what,
        str(len(samples.errors)),
        _times(samples.opened_ms),
        _times(samples.toggle_ms),
        _times(samples.edit_ms),
        _size(samples.bytes_before),
        *(f"+{_size(_above(samples, held))}" for held in (samples.bytes_at_most, *samples.bytes_after.values())),
    ]


def _aims(what: str, samples: Samples, at_once: int | None) -> list[list[str]]:
    """Compare with the aims; ``at_once``: how many sessions there were together, ``None`` where they came and went."""

    def row(name: str, wanted: str, measured: str, is_met: bool | None) -> list[str]:  # noqa: FBT001
        verdict = "not known" if is_met is None else "met" if is_met else "missed"
        return [f"{name}, {what}", wanted, measured, verdict]

    slowest = max(samples.toggle_ms, default=None)
    rows = [row("Errors", "0", str(len(samples.errors)), not samples.errors)]
    if slowest is not None:
        rows.append(row("Slowest toggle", f"at most {duration(_AIM_TOGGLE_MS)}", duration(slowest),
                        slowest <= _AIM_TOGGLE_MS))  # fmt: skip
    if samples.edit_ms:
        middle = statistics.median(samples.edit_ms)
        rows.append(row("An edit, median", f"at most {duration(_AIM_EDIT_MS)}", duration(middle),
                        middle <= _AIM_EDIT_MS))  # fmt: skip
    back_s = list(samples.bytes_after)[1]
    most, back = _above(samples, samples.bytes_at_most), _above(samples, samples.bytes_after[back_s])
    if at_once is not None:
        each = None if most is None else most / at_once
        rows.append(row("Memory a session", f"at most {size(_AIM_SESSION_BYTES)}", _size(each),
                        None if each is None else each <= _AIM_SESSION_BYTES))  # fmt: skip
    rows.append(row(f"Kept {back_s:.0f} s later", f"less than {size(_AIM_SESSION_BYTES)}", _size(back),
                    None if back is None else back < _AIM_SESSION_BYTES))  # fmt: skip
    return rows


@benchmark("load")
def load(settings: Settings) -> Report:
    """Measure many readers at once, many one after another, and readers beside editors of a large case."""
    wanted = plan(settings)
    rows: list[list[str]] = []
    aims: list[list[str]] = []
    raw: dict[str, Any] = {}

    def add(what: str, samples: Samples, at_once: int | None) -> None:
        rows.append(_row(what, samples))
        aims.extend(_aims(what, samples, at_once))
        raw[what] = vars(samples)

    def measured(claims: int, run: Callable[[Started, list[str]], Awaitable[Samples]]) -> Samples:
        with tempfile.TemporaryDirectory() as folder:
            case = Path(folder) / "case.geojson"
            cases.write_enlarged(claims, case)
            actors = sorted({claim.actor for claim in case_from_document(cases.enlarged(claims)).claims})
            return measure(case, run, actors, wanted.waits_s)

    own = cases.bundled_size()
    what = f"{wanted.users} users for {wanted.users_s:.0f} s"
    settings.say(what)
    add(what, measured(own, lambda app, actors: together(app, wanted.users, 0, wanted.users_s, actors)), wanted.users)
    what = f"{wanted.sessions} sessions, one after another"
    settings.say(what)
    add(what, measured(own, lambda app, actors: one_after_another(app, wanted.sessions, actors)), None)
    what = f"{wanted.claims:,} claims, {wanted.readers} readers and {wanted.editors} editors"
    settings.say(what)
    add(
        what,
        measured(
            wanted.claims, lambda app, actors: together(app, wanted.readers, wanted.editors, wanted.editing_s, actors)
        ),
        wanted.readers + wanted.editors,
    )
    head = ["who", "errors", "page opened", "toggle", "edit", "before", "at most",
            *(f"after {moment_s:.0f} s" for moment_s in wanted.waits_s)]  # fmt: skip
    least_s, most_s = THINKING_S
    told = (
        "Times are median / 95th percentile / slowest, from sending what a browser sends until the last of the answer "
        f"is here; each reader thinks for {least_s:.0f} to {most_s:.0f} s between two clicks. Memory is that of the "
        "server's process and its children (resident), above what it was after one reader; the session of a "
        "reader who left is kept for 45 to 60 s. The clients run on the same machine."
    )
    errors = (f"Error in {name}: {error}" for name, one in raw.items() for error in one["errors"][:3])
    aims_table = Table(["aim", "wanted", "measured", ""], aims)
    return Report((Table(head, rows), aims_table), raw, (told, *errors))
