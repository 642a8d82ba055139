"""In which order claims stand in a matrix of verdicts, so that accounts which agree form blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np

from geodata.constraints.three_valued import COMPATIBLE, CONTRADICTORY

if TYPE_CHECKING:
    from numpy.typing import NDArray


class _Table(Protocol):
    """Verdicts of claims, or of statements, against each other."""

    @property
    def codes(self) -> NDArray[np.int8]: ...


def in_blocks(table: _Table, *others: _Table) -> tuple[list[list[int]], list[int]]:
    """Return the claims that were compared with any other, in groups, and those that were not, as rows of the table.

    A group is what verdicts connect, the largest first. Within a group claims are ordered along the leading
    eigenvector of the matrix that has 1 for compatible and -1 for contradictory: the direction that parts those who
    agree from those who do not.

    ``table``: what orders the claims. ``others``: verdicts of the same claims under other assumptions, which connect
    claims, too, but leave the order as it is.
    """
    compared = np.logical_or.reduce([each.codes != 0 for each in (table, *others)])
    alone = [int(row) for row in np.flatnonzero(~compared.any(axis=1))]
    groups = sorted(_groups(compared), key=lambda group: (-len(group), group[0]))
    return [[int(row) for row in _along(table.codes, group)] for group in groups], alone


def _groups(compared: NDArray[np.bool_]) -> list[NDArray[np.intp]]:
    """Return the rows that comparisons connect, directly or over others."""
    left = compared.any(axis=1)
    groups = []
    while left.any():
        group = np.zeros_like(left)
        group[np.argmax(left)] = True
        while (wider := group | compared[group].any(axis=0)).sum() > group.sum():
            group = wider
        groups.append(np.flatnonzero(group))
        left &= ~group
    return groups


def _along(codes: NDArray[np.int8], group: NDArray[np.intp]) -> NDArray[np.intp]:
    part = codes[np.ix_(group, group)]
    likeness = (part == COMPATIBLE).astype(np.float64) - (part == CONTRADICTORY)
    _, vectors = np.linalg.eigh(likeness)
    leading = vectors[:, -1]
    # An eigenvector has no sign of its own: the first claim of the file stands on the first side.
    leading = leading if leading[0] >= 0 else -leading
    return group[np.argsort(-leading.round(9), kind="stable")]
