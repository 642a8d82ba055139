"""Many readers at once: how long each waits, what each costs in memory, and whether all of it comes back."""

from __future__ import annotations

import statistics
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geodata.core.model import case_from_document
from tests.benchmarks import cases
from tests.benchmarks.crowd import EDIT, OPENED, THINKING_S, TOGGLE, Samples, measure, one_after_another, together
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


def _work(samples: Samples) -> str:
    return "?" if samples.processor_s is None else duration(samples.processor_s * 1000 / max(1, len(samples.steps)))


def _kept_row(what: str, samples: Samples) -> list[str] | None:
    """Return what is held when all are gone, and what was before they came; ``None`` where the server does not say."""
    before, after = samples.held_before, samples.held_after
    if before is None or after is None:
        return None
    pairs = ((before.caches, after.caches), (before.objects, after.objects), (before.for_objects, after.for_objects))
    changes = [f"{size(now)} ({'+' if now >= was else '-'}{size(abs(now - was))})" for was, now in pairs]
    moment_s, last = list(samples.bytes_after.items())[-1]
    return [what, f"{moment_s:.0f} s", f"+{_size(_above(samples, last))}", *changes,
            duration(after.longest_search_s * 1000)]  # fmt: skip


#: So many of the slowest are told.
_SLOWEST: Final = 10


def _slowest(what: str, samples: Samples) -> str:
    """Say when the slowest toggles were, and what else was under way."""
    ordered = sorted(samples.steps, key=lambda step: -step.took_ms)
    found = [step for step in ordered if step.what == TOGGLE][:_SLOWEST]
    told = []
    for step in found:
        others = [other.what for other in samples.steps if other is not step and step.overlaps(other)]
        beside = ", ".join(f"{others.count(one)} of “{one}”" for one in dict.fromkeys(others)) or "nothing else"
        told.append(f"{duration(step.took_ms)} at {step.at_s:.1f} s ({beside})")
    last_s = max((step.at_s for step in samples.steps if step.what == OPENED), default=0.0)
    return f"Slowest toggles, {what}, the last page opened at {last_s:.1f} s: {'; '.join(told)}."


def _row(what: str, samples: Samples) -> list[str]:
    return [
        what,
        str(len(samples.errors)),
        *(_times(samples.took_ms(what)) for what in (OPENED, TOGGLE, EDIT)),
        _work(samples),
        _size(samples.bytes_before),
        *(f"+{_size(_above(samples, held))}" for held in (samples.bytes_at_most, *samples.bytes_after.values())),
    ]


def _aims(what: str, samples: Samples, at_once: int | None) -> list[list[str]]:
    """Compare with the aims; ``at_once``: how many sessions there were together, ``None`` where they came and went."""

    def row(name: str, wanted: str, measured: str, is_met: bool | None) -> list[str]:  # noqa: FBT001
        verdict = "not known" if is_met is None else "met" if is_met else "missed"
        return [f"{name}, {what}", wanted, measured, verdict]

    slowest = max(samples.took_ms(TOGGLE), default=None)
    rows = [row("Errors", "0", str(len(samples.errors)), not samples.errors)]
    if slowest is not None:
        rows.append(row("Slowest toggle", f"at most {duration(_AIM_TOGGLE_MS)}", duration(slowest),
                        slowest <= _AIM_TOGGLE_MS))  # fmt: skip
    if edits := samples.took_ms(EDIT):
        middle = statistics.median(edits)
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
    kept: list[list[str]] = []
    aims: list[list[str]] = []
    slowest: list[str] = []
    raw: dict[str, Any] = {}

    def measured(
        what: str, claims: int, run: Callable[[Started, list[str], Samples], Awaitable[None]], at_once: int | None,
        times: int = 1,
    ) -> None:  # fmt: skip
        settings.say(what)
        with tempfile.TemporaryDirectory() as folder:
            case = Path(folder) / "case.geojson"
            cases.write_enlarged(claims, case)
            actors = sorted({claim.actor for claim in case_from_document(cases.enlarged(claims)).claims})
            found = measure(case, lambda app, samples: run(app, actors, samples), actors, wanted.waits_s, times)
        for name, samples in zip((what, f"{what}, again"), found, strict=False):
            rows.append(_row(name, samples))
            kept.extend(filter(None, [_kept_row(name, samples)]))
            aims.extend(_aims(name, samples, at_once))
            slowest.append(_slowest(name, samples))
            raw[name] = asdict(samples)

    own = cases.bundled_size()
    users, users_s = wanted.users, wanted.users_s
    measured(
        f"{users} users for {users_s:.0f} s", own,
        lambda app, actors, samples: together(app, users, 0, users_s, actors, samples), users,
    )  # fmt: skip
    measured(
        f"{wanted.sessions} sessions, one after another", own,
        lambda app, actors, samples: one_after_another(app, wanted.sessions, actors, samples), None,
    )  # fmt: skip
    readers, editors, editing_s = wanted.readers, wanted.editors, wanted.editing_s
    measured(
        f"{wanted.claims:,} claims, {readers} readers and {editors} editors", wanted.claims,
        lambda app, actors, samples: together(app, readers, editors, editing_s, actors, samples), readers + editors, 2,
    )  # fmt: skip
    head = ["who", "errors", OPENED, TOGGLE, EDIT, "work an answer", "before", "at most",
            *(f"after {moment_s:.0f} s" for moment_s in wanted.waits_s)]  # fmt: skip
    kept_head = ["all gone", "after", "held", "of it: our caches", "Python's objects", "room for them",
                 "longest search for garbage"]  # fmt: skip
    least_s, most_s = THINKING_S
    how = (
        "Times are median / 95th percentile / slowest, from sending what a browser sends until the last of the answer "
        f"is here; each reader thinks for {least_s:.0f} to {most_s:.0f} s between two clicks. Work: of the server's "
        "processor, for each answer. Memory is that of the server's process and its children (resident), above what "
        "it was after one reader and one editor had come and were gone; the session of a reader who left is kept for "
        "45 to 60 s. The clients run on the same machine."
    )
    parts = (
        "In brackets: more than before they came. Caches are counted by themselves, and large blocks in them are not "
        "among Python's objects. Room: blocks of a megabyte, of which Python gives one back when nothing is in it."
    )
    errors = (f"Error in {name}: {error}" for name, one in raw.items() for error in one["errors"][:3])
    tables = [Table(head, rows), Table(["aim", "wanted", "measured", ""], aims)]
    return Report((*tables, *([Table(kept_head, kept)] if kept else [])), raw, (how, parts, *slowest, *errors))
