"""A line chart in plain characters, for a terminal of any kind."""

from collections.abc import Sequence
from typing import NamedTuple

HEIGHT = 8
STEP = 4
"""How many characters lie between two points."""
MOST_POINTS = 40


class Series(NamedTuple):
    """A line: its sign, and its value at each point."""

    sign: str
    values: Sequence[int]


def line_chart(series: Sequence[Series], first: str, last: str) -> list[str]:
    """The lines over a common scale that begins at zero, the names of the first and last point below.

    Between two points a line is straight. Nothing for fewer than two points; of very many, the last.
    """
    points = min(len(series[0].values), MOST_POINTS) if series else 0
    top = max((value for one in series for value in one.values[-points:]), default=0)
    if points < 2 or top <= 0:
        return []
    width = (points - 1) * STEP + 1
    canvas = [[" "] * width for _ in range(HEIGHT + 1)]
    for one in series:
        values = one.values[-points:]
        for x in range(width):
            at, rest = divmod(x, STEP)
            value = float(values[at])
            if rest:
                value += (values[at + 1] - values[at]) * rest / STEP
            canvas[HEIGHT - round(value * HEIGHT / top)][x] = one.sign
    margin = len(str(top))
    labels = {0: str(top), HEIGHT // 2: str(round(top / 2)), HEIGHT: "0"}
    lines = [
        f"{labels.get(row, ''):>{margin}} |{''.join(cells)}".rstrip()
        for row, cells in enumerate(canvas)
    ]
    ruler = f"{'':>{margin}} +{'-' * width}"
    below = f"{'':>{margin}}  {first}{last:>{max(width - len(first), len(last) + 1)}}"
    return [*lines, ruler, below]
