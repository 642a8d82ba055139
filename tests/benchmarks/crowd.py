"""Readers and editors who come to the app at the same time, or one after another, and what each of them met."""

from __future__ import annotations

import asyncio
import random
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Final

from geodata.app.words import edit_words
from tests.benchmarks import held, serving
from tests.benchmarks.memory import processor_s, resident_bytes
from tests.benchmarks.visitor import VisitError, Visitor

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from tests.benchmarks.held import Held
    from tests.benchmarks.serving import Started

#: A person looks at what changed before the next click.
THINKING_S: Final = (2.0, 5.0)
OPENING_AT_ONCE: Final = 4
OPENED: Final = "page opened"
TOGGLE: Final = "toggle"
EDIT: Final = "edit"


@dataclass(frozen=True, slots=True)
class Step:
    """Something that a reader did, and how long the answer took."""

    what: str
    at_s: float
    """Since the readers began to come."""
    took_ms: float

    def overlaps(self, other: Step) -> bool:
        """Tell whether one was under way while the other was."""
        first, second = sorted((self, other), key=lambda step: step.at_s)
        return second.at_s < first.at_s + first.took_ms / 1000


@dataclass
class Samples:
    """What the readers of one run met."""

    steps: list[Step] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    bytes_before: int | None = None
    bytes_at_most: int | None = None
    bytes_after: dict[float, int | None] = field(default_factory=dict)
    """By seconds since the last reader left."""
    held_before: Held | None = None
    held_after: Held | None = None
    """At the last of these times."""
    processor_s: float | None = None
    """Of the server, while they were there."""
    began_s: float = field(default_factory=time.monotonic)

    def add(self, what: str, took_ms: float) -> None:
        """Note what was answered just now."""
        self.steps.append(Step(what, time.monotonic() - self.began_s - took_ms / 1000, took_ms))

    def took_ms(self, what: str) -> list[float]:
        """Return how long each answer of a kind took."""
        return [step.took_ms for step in self.steps if step.what == what]


# -- what a person does ----------------------------------------------------------------------------------------------


async def _read(visitor: Visitor, actors: list[str], until_s: float, samples: Samples) -> None:
    """Switch one actor after the other off and on again, once at least."""
    on, shuffled = set(actors), random.sample(actors, len(actors))
    for number in count():
        pressed = shuffled[number // 2 % len(shuffled)]
        on ^= {pressed}
        samples.add(TOGGLE, await visitor.press("filters", "actor", pressed, sorted(on)))
        if time.monotonic() >= until_s:
            return
        await asyncio.sleep(random.uniform(*THINKING_S))


async def _edit(visitor: Visitor, until_s: float, samples: Samples) -> None:
    """Change the words of one claim again and again: all of it is one draft."""
    await visitor.choose("Record", random.choice([*visitor.options("Record")][1:]))
    for number in count():
        words = f"What this claim says, change {number}."
        samples.add(EDIT, await visitor.submit(edit_words.APPLY, {"Summary *": words}))
        if time.monotonic() >= until_s:
            return
        await asyncio.sleep(random.uniform(*THINKING_S))


async def _session(
    address: str, page: str, opening: asyncio.Semaphore, samples: Samples, act: Callable[[Visitor], Awaitable[None]]
) -> None:
    """Open a page, do something on it, leave; what goes wrong is an error of the samples."""
    try:
        async with AsyncExitStack() as leaving:
            async with opening:  # a browser asks for the page as soon as it is connected
                visitor = await leaving.enter_async_context(Visitor(address, page))
                samples.add(OPENED, await visitor.run())
            await act(visitor)
    except (VisitError, OSError, EOFError) as error:
        samples.errors.append(f"{type(error).__name__}: {error}")


# -- runs ------------------------------------------------------------------------------------------------------------


async def _warm(app: Started, actors: list[str], settling_s: float) -> None:
    """Let one reader toggle and one edit, so that what all share is there before anything is counted, and leave."""
    samples, opening = Samples(), asyncio.Semaphore()
    await _session(app.address, "", opening, samples, lambda visitor: _read(visitor, actors, 0.0, samples))
    await _session(app.address, "Edit", opening, samples, lambda visitor: _edit(visitor, 0.0, samples))
    if samples.errors:
        raise RuntimeError(f"The server cannot be measured: {samples.errors[0]}")
    await asyncio.sleep(settling_s)


async def _watch(app: Started, samples: Samples) -> None:
    while True:
        now = resident_bytes(app.process_id)
        samples.bytes_at_most = max(samples.bytes_at_most or 0, now or 0) or None
        await asyncio.sleep(1)


async def together(
    app: Started, readers: int, editors: int, length_s: float, actors: list[str], samples: Samples
) -> None:
    """Let so many read, and so many edit, all at the same time."""
    opening = asyncio.Semaphore(OPENING_AT_ONCE)
    until_s = time.monotonic() + length_s
    reading = [
        _session(app.address, "", opening, samples, lambda visitor: _read(visitor, actors, until_s, samples))
        for _ in range(readers)
    ]
    editing = [
        _session(app.address, "Edit", opening, samples, lambda visitor: _edit(visitor, until_s, samples))
        for _ in range(editors)
    ]
    await asyncio.gather(*reading, *editing)


async def one_after_another(app: Started, sessions: int, actors: list[str], samples: Samples) -> None:
    """Open and close so many sessions, a few at a time, with one toggle each."""
    opening = asyncio.Semaphore(OPENING_AT_ONCE)
    waiting = asyncio.Semaphore(OPENING_AT_ONCE)

    async def one() -> None:
        async with waiting:
            await _session(app.address, "", opening, samples, lambda visitor: _read(visitor, actors, 0.0, samples))

    await asyncio.gather(*(one() for _ in range(sessions)))


async def _counted(
    app: Started, folder: Path, run: Callable[[Samples], Awaitable[None]], waits_s: tuple[float, ...]
) -> Samples:
    """Let them come and leave, and look at the server before, meanwhile and afterwards."""
    before, worked_s = held.held(app.process_id, folder), processor_s(app.process_id)
    samples = Samples(held_before=before)
    samples.bytes_before = samples.bytes_at_most = resident_bytes(app.process_id)
    watching = asyncio.create_task(_watch(app, samples))
    await run(samples)
    watching.cancel()
    left_s, now_s = time.monotonic(), processor_s(app.process_id)
    samples.processor_s = None if now_s is None or worked_s is None else now_s - worked_s
    for moment_s in waits_s:
        await asyncio.sleep(max(0.0, left_s + moment_s - time.monotonic()))
        samples.bytes_after[moment_s] = resident_bytes(app.process_id)
    samples.held_after = held.held(app.process_id, folder)
    return samples


def measure(
    case: Path,
    run: Callable[[Started, Samples], Awaitable[None]],
    actors: list[str],
    waits_s: tuple[float, ...],
    times: int,
) -> list[Samples]:
    """Start the app on a case, with folders of its own for drafts and caches; let them come so many times, and wait.

    One reader and one editor come first, and are gone for good before the first time is counted.
    """

    async def all_of_it(app: Started) -> list[Samples]:
        await _warm(app, actors, waits_s[-1])
        return [await _counted(app, case.parent, lambda samples: run(app, samples), waits_s) for _ in range(times)]

    folders = {f"CROSSBEARING_{name}": str(case.parent / name.lower()) for name in ("STATE", "CACHE", "DRAFTS")}
    environment = {**folders, **held.environment(case.parent)}
    with serving.started(serving.ours(case), case.with_suffix(".log"), environment) as app:
        return asyncio.run(all_of_it(app))
