"""The map, ours against the naive one: when it is there, how fast a click changes it, what that sends.

Same case, same clicks, same Chromium. Each app is a ``streamlit run`` of its own; its server has answered one visit
before anything is timed.
"""

from __future__ import annotations

import statistics
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tests.benchmarks import browser, cases, serving
from tests.benchmarks.registry import Report, Settings, Table, benchmark
from tests.benchmarks.table import duration, size

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.benchmarks.cases import Json
    from tests.benchmarks.serving import Application


@dataclass(frozen=True, slots=True)
class Plan:
    """What is done at one size, and what is hoped for."""

    claims: int
    toggles: int
    naive_toggles: int
    naive_visits: int
    aim_toggle_ms: float
    aim_times: float | None
    visits: int = 5


#: What is aimed at.
_AIM_FIRST_MS: Final = 1500.0


def plans(settings: Settings) -> list[Plan]:
    """Return what to measure.

    The naive app takes so long that it gets fewer visits and clicks where the case is large: the whole is to take
    minutes.
    """
    own = cases.bundled_size()
    if settings.quick:
        return [Plan(own, 5, 5, 3, 80, None, 3)]
    return [
        Plan(own, 20, 20, 5, 80, None),
        Plan(1_000, 20, 10, 2, 100, 20),
        Plan(10_000, 20, 3, 1, 300, 80),
    ]


@dataclass(frozen=True, slots=True)
class Measured:
    """Every sample of one app at one size."""

    first_map_ms: tuple[float, ...]
    """From navigation to the first claim painted; server and browser cache warm."""
    first_map_empty_cache_ms: float
    """The same once, with an empty browser cache."""
    first_bytes: int
    """Over the wire for the first view with an empty browser cache, until the page is idle."""
    revisit_bytes: int
    """The same with what the browser kept."""
    toggles: tuple[browser.Toggle, ...]

    @property
    def toggle_ms(self) -> list[float]:
        """From click to painted change."""
        return [toggle.ms for toggle in self.toggles]


def _button(application: Application, actor: Json) -> tuple[str, str | None]:
    """Return how an actor's button is found: a selector and, if need be, its words."""
    if application.name == "ours":
        return f"button[data-action='actor'][data-value='{actor['id']}']", None
    return "[data-testid='stButtonGroup'] button", actor["name"]


def _measure(
    chromium: Browser, application: Application, log: Path, actors: list[Json], counts: tuple[int, int]
) -> Measured:
    toggle_count, visit_count = counts
    with serving.running(application, log) as address:
        with browser.reader(chromium) as context:
            browser.Visit(context, address).close()
        with browser.reader(chromium) as context:
            first = browser.Visit(context, address)
            times = []
            visit = first
            for _ in range(visit_count):
                visit.close()
                visit = browser.Visit(context, address)
                times.append(visit.first_map_ms)
            # Off and on again, one actor after the other.
            clicked = [actors[number // 2 % len(actors)] for number in range(toggle_count)]
            toggles = []
            for actor in clicked:
                selector, name = _button(application, actor)
                toggles.append(visit.toggle(selector, name=name))
    return Measured(tuple(times), first.first_map_ms, first.first_bytes, visit.first_bytes, tuple(toggles))


def _pair(ours: str, naive: str) -> str:
    return f"{ours} / {naive}"


def _row(plan: Plan, ours: Measured, naive: Measured) -> list[str]:
    def middle(samples: list[float] | tuple[float, ...]) -> str:
        return duration(statistics.median(samples))

    times = statistics.median(naive.toggle_ms) / statistics.median(ours.toggle_ms)
    return [
        f"{plan.claims:,}",
        _pair(middle(ours.first_map_ms), middle(naive.first_map_ms)),
        _pair(middle(ours.toggle_ms), middle(naive.toggle_ms)),
        _pair(duration(max(ours.toggle_ms)), duration(max(naive.toggle_ms))),
        f"{times:,.1f} times",
        _pair(size(ours.first_bytes), size(naive.first_bytes)),
        _pair(*(size(statistics.median(toggle.bytes for toggle in app.toggles)) for app in (ours, naive))),
    ]


def _aims(plan: Plan, ours: Measured, naive: Measured) -> list[list[str]]:
    def row(what: str, aim: str, measured: str, is_met: bool) -> list[str]:  # noqa: FBT001
        return [f"{what}, {plan.claims:,} claims", aim, measured, "met" if is_met else "missed"]

    first, toggle = statistics.median(ours.first_map_ms), statistics.median(ours.toggle_ms)
    times = statistics.median(naive.toggle_ms) / toggle
    rows = [
        row("First map", f"at most {duration(_AIM_FIRST_MS)}", duration(first), first <= _AIM_FIRST_MS),
        row("Toggle", f"at most {duration(plan.aim_toggle_ms)}", duration(toggle), toggle <= plan.aim_toggle_ms),
    ]
    if plan.aim_times is not None:
        rows.append(
            row("Faster than naive", f"{plan.aim_times:g} times", f"{times:,.1f} times", times >= plan.aim_times)
        )
    return rows


_NOTES: Final = (
    (
        "Each cell is ours / naive. First map: navigation to the first claim painted, server and browser cache warm, "
        "median. Toggle: an actor switched off or on, the click to the painted change, timed inside the page. Sent: "
        "bytes over the wire, for the first view with an empty browser cache."
    ),
    (
        "The naive app draws only the claims that stand at a point, without base map and without any circle, and loads "
        "a quarter of what folium would: see tests/benchmarks/naive_app.py."
    ),
)


def _samples_note(done: list[tuple[Plan, Measured, Measured]]) -> str:
    counts = "; ".join(
        f"{plan.claims:,} claims {len(ours.first_map_ms)} and {len(ours.toggles)}, "
        f"naive {len(naive.first_map_ms)} and {len(naive.toggles)}"
        for plan, ours, naive in done
    )
    unchanged = [
        sum(not toggle.changed for toggle in measured.toggles)
        for measured in (*(ours for _, ours, _ in done), *(naive for *_, naive in done))
    ]
    half = len(done)
    return (
        f"Samples of first map and toggle: {counts}. Clicks that left the map's pixels as they were, by screenshots "
        f"before and after: ours {sum(unchanged[:half])}, naive {sum(unchanged[half:])} (dots that lie on each other)."
    )


@benchmark("map")
def map_clicks(settings: Settings) -> Report:
    """Measure both apps at each size."""
    done: list[tuple[Plan, Measured, Measured]] = []
    raw: dict[str, Any] = {"sizes": []}
    with tempfile.TemporaryDirectory() as name, serving.naive_files() as files, browser.chromium() as chromium:
        folder = Path(name)
        raw["chromium"] = chromium.version
        for plan in plans(settings):
            path = folder / f"case-{plan.claims}.geojson"
            settings.say(f"making a case of {plan.claims:,} claims")
            cases.write_enlarged(plan.claims, path)
            actors = cases.biggest_actors(cases.enlarged(plan.claims), 10)
            settings.say(f"{plan.claims:,} claims: ours")
            ours = _measure(
                chromium, serving.ours(path), folder / "ours.log", actors, (plan.toggles, plan.visits)
            )  # fmt: skip
            settings.say(f"{plan.claims:,} claims: naive")
            naive = _measure(
                chromium, serving.naive(path, folder, files), folder / "naive.log", actors,
                (plan.naive_toggles, plan.naive_visits),
            )  # fmt: skip
            done.append((plan, ours, naive))
            settings.say(" | ".join(_row(plan, ours, naive)))
            raw["sizes"].append({"claims": plan.claims, "ours": asdict(ours), "naive": asdict(naive)})
    head = ["claims", "first map", "toggle, median", "toggle, worst", "faster by", "sent, first view", "sent, toggle"]
    results = Table(head, [_row(*sizes) for sizes in done])
    aims = Table(["aim", "wanted", "measured", ""], [row for sizes in done for row in _aims(*sizes)])
    notes = (
        *_NOTES,
        _samples_note(done),
        f"Chromium {raw['chromium']}, headless, {browser.WIDTH_PX} x {browser.HEIGHT_PX}.",
    )
    return Report((results, aims), raw, notes)
