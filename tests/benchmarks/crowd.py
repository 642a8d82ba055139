"""Readers and editors who come to the app at the same time, or one after another, and what each of them met."""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Final

from geodata.app.words import edit_words
from tests.benchmarks import serving
from tests.benchmarks.memory import resident_bytes
from tests.benchmarks.visitor import VisitError, Visitor

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from tests.benchmarks.serving import Started

#: A person looks at what changed before the next click.
THINKING_S: Final = (2.0, 5.0)
OPENING_AT_ONCE: Final = 4


@dataclass
class Samples:
    """What the readers of one run met."""

    opened_ms: list[float] = field(default_factory=list)
    toggle_ms: list[float] = field(default_factory=list)
    edit_ms: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    bytes_before: int | None = None
    bytes_at_most: int | None = None
    bytes_after: dict[float, int | None] = field(default_factory=dict)
    """By seconds since the last reader left."""


# -- what a person does ----------------------------------------------------------------------------------------------


async def _read(visitor: Visitor, actors: list[str], until_s: float, samples: Samples) -> None:
    """Switch one actor after the other off and on again, once at least."""
    on, shuffled = set(actors), random.sample(actors, len(actors))
    for number in count():
        pressed = shuffled[number // 2 % len(shuffled)]
        on ^= {pressed}
        samples.toggle_ms.append(await visitor.press("filters", "actor", pressed, sorted(on)))
        if time.monotonic() >= until_s:
            return
        await asyncio.sleep(random.uniform(*THINKING_S))


async def _edit(visitor: Visitor, until_s: float, samples: Samples) -> None:
    """Change the words of one claim again and again: all of it is one draft."""
    await visitor.choose("Record", random.choice([*visitor.options("Record")][1:]))
    for number in count():
        words = f"What this claim says, change {number}."
        samples.edit_ms.append(await visitor.submit(edit_words.APPLY, {"Summary *": words}))
        if time.monotonic() >= until_s:
            return
        await asyncio.sleep(random.uniform(*THINKING_S))


async def _session(
    address: str, page: str, opening: asyncio.Semaphore, samples: Samples, act: Callable[[Visitor], Awaitable[None]]
) -> None:
    """Open a page, do something on it, leave; what goes wrong is an error of the samples."""
    try:
        async with Visitor(address, page) as visitor:
            async with opening:
                samples.opened_ms.append(await visitor.run())
            await act(visitor)
    except (VisitError, OSError, EOFError) as error:
        samples.errors.append(f"{type(error).__name__}: {error}")


# -- runs ------------------------------------------------------------------------------------------------------------


async def _warm(app: Started, actors: list[str], samples: Samples) -> None:
    """Let one reader open and toggle, so that what all share is there before anything is counted."""
    async with Visitor(app.address) as visitor:
        await visitor.run()
        for actor in actors[:2]:
            await visitor.press("filters", "actor", actor, [one for one in actors if one != actor])
    await asyncio.sleep(2)
    samples.bytes_before = samples.bytes_at_most = resident_bytes(app.process_id)


async def _watch(app: Started, samples: Samples) -> None:
    while True:
        now = resident_bytes(app.process_id)
        samples.bytes_at_most = max(samples.bytes_at_most or 0, now or 0) or None
        await asyncio.sleep(1)


async def _afterwards(app: Started, samples: Samples, waits_s: tuple[float, ...]) -> None:
    left_s = time.monotonic()
    for moment_s in waits_s:
        await asyncio.sleep(max(0.0, left_s + moment_s - time.monotonic()))
        samples.bytes_after[moment_s] = resident_bytes(app.process_id)


async def together(app: Started, readers: int, editors: int, length_s: float, actors: list[str]) -> Samples:
    """Let so many read, and so many edit, all at the same time."""
    samples = Samples()
    await _warm(app, actors, samples)
    watching = asyncio.create_task(_watch(app, samples))
    opening = asyncio.Semaphore(OPENING_AT_ONCE)
    until_s = time.monotonic() + length_s
    reading = [
        _session(app.address, "", opening, samples, lambda visitor: _read(visitor, actors, until_s, samples))
        for _ in range(readers)
    ]
    editing = [
        _session(app.address, "Case", opening, samples, lambda visitor: _edit(visitor, until_s, samples))
        for _ in range(editors)
    ]
    await asyncio.gather(*reading, *editing)
    watching.cancel()
    return samples


async def one_after_another(app: Started, sessions: int, actors: list[str]) -> Samples:
    """Open and close so many sessions, a few at a time, with one toggle each."""
    samples = Samples()
    await _warm(app, actors, samples)
    watching = asyncio.create_task(_watch(app, samples))
    opening = asyncio.Semaphore(OPENING_AT_ONCE)
    waiting = asyncio.Semaphore(OPENING_AT_ONCE)

    async def one() -> None:
        async with waiting:
            await _session(app.address, "", opening, samples, lambda visitor: _read(visitor, actors, 0.0, samples))

    await asyncio.gather(*(one() for _ in range(sessions)))
    watching.cancel()
    return samples


def measure(
    case: Path, run: Callable[[Started, list[str]], Awaitable[Samples]], actors: list[str], waits_s: tuple[float, ...]
) -> Samples:
    """Start the app on a case, with folders of its own for drafts and caches, let them come, and wait."""

    async def all_of_it(app: Started) -> Samples:
        samples = await run(app, actors)
        await _afterwards(app, samples, waits_s)
        return samples

    folders = {f"CROSSBEARING_{name}": str(case.parent / name.lower()) for name in ("STATE", "CACHE", "DRAFTS")}
    with serving.started(serving.ours(case), case.with_suffix(".log"), folders) as app:
        return asyncio.run(all_of_it(app))
