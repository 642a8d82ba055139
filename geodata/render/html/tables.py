"""The places and the sources of a case, as tables."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from geodata.render.html.elements import named, text
from geodata.render.html.facts import source_line
from geodata.render.text.phrases import position

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geodata.core.model import Case, Claim, Name, Site
    from geodata.core.units import Unit


def places(case: Case, unit: Unit) -> str:
    """Return every place of a case as a table: position with its uncertainty, spellings, where it was found."""
    speaking = Counter(claim.site for claim in case.claims)
    rows = [
        (
            text(site.name),
            text(position(site, unit)),
            ", ".join(map(named, _other_names(site))),
            f"{speaking[site.id]}",
            "<br>".join(text(words) for words in (site.georeference_remarks, site.georeference_sources) if words),
        )
        for site in case.sites
    ]
    if not rows:
        return "<p class='empty'>This case names no place.</p>"
    return f"<h2>Places</h2>{_table(('Place', 'Position', 'Also written', 'Claims', 'How it was found'), rows)}"


def _other_names(site: Site) -> list[Name]:
    """Return every spelling but the main one, each once."""
    found: dict[str, Name] = {}
    for name in site.names:
        found.setdefault(name.name, name)
    return [name for spelling, name in found.items() if spelling != site.name]


def sources(case: Case) -> str:
    """Return every source of a case with the claims that cite it, and the credits of the case's data."""
    citing_by_id: dict[str, list[Claim]] = {}
    for claim in case.claims:
        for cited in dict.fromkeys(claim.sources):
            citing_by_id.setdefault(cited, []).append(claim)
    rows = []
    for source in case.sources:
        citing = citing_by_id.get(source.id, [])
        speakers = dict.fromkeys(case.actor_by_id[claim.actor].name for claim in citing)
        rows.append((
            f"<ul class='bare'>{source_line(source)}</ul>",
            str(len(citing)),
            ", ".join(map(text, speakers)),
        ))  # fmt: skip
    listed = _table(("Source", "Claims", "By"), rows) if rows else "<p class='empty'>This case has no source.</p>"
    lines = [credit_line(line) for line in case.document.get("case", {}).get("credits") or () if isinstance(line, dict)]
    credit = f"<h2>Data of this case</h2><ul>{''.join(lines)}</ul>" if lines else ""
    return f"<h2>Sources</h2>{listed}{credit}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    cells = "".join(f"<th scope='col'>{name}</th>" for name in head)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<div class='wide'><table><thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table></div>"


def credit_line(line: Mapping[str, object]) -> str:
    """Return where data of a case come from, and their licence, as an item of a list."""
    facts = (line.get("name"), line.get("what"), line.get("license"))
    return f"<li>{' · '.join(text(fact) for fact in facts if isinstance(fact, str))}</li>"
