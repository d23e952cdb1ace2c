"""The table of measures, and the verdict over its ratios."""

import json
import platform
from dataclasses import asdict, dataclass, field
from pathlib import Path

# A full run holds each ratio to its bound. A short run, on whatever machine, only finds what has
# become several times dearer: its figures are too few to say more.
SLACK_SHORT = 6.0


@dataclass
class Line:
    """One path: its rate, its cost in ms of one process, its floor, and the bound on the ratio."""

    name: str
    rate: float
    p50_ms: float
    p99_ms: float
    cost_ms: float
    floor: str
    floor_ms: float
    bound: float
    queries: int | None = None
    target: float | None = None

    @property
    def ratio(self) -> float:
        """Return how many times the floor the path costs."""
        return self.cost_ms / self.floor_ms if self.floor_ms else float("inf")


@dataclass
class Report:
    """All lines of a run on one database."""

    database: str
    lines: list[Line] = field(default_factory=list)
    floors: dict[str, float] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    def broken(self, slack: float) -> list[str]:
        """Return what stands above its bound."""
        return [
            f"{line.name}: {line.ratio:.2f} × {line.floor}, bound {line.bound}"
            for line in self.lines
            if line.ratio > line.bound * slack
        ]

    def text(self) -> str:
        """Return the run as Markdown."""
        head = [
            f"## {self.database}",
            "",
            "Floors (ms of one process): "
            + ", ".join(f"{name} {value:.2f}" for name, value in self.floors.items()),
            "",
            "| path | rate /s | target | p50 ms | p99 ms | cost ms | floor | ratio | bound "
            "| queries |",
            "|---|---|---|---|---|---|---|---|---|---|",
        ]
        rows = [
            f"| {line.name} | {line.rate:.0f} | {line.target or ''} | {line.p50_ms:.1f} "
            f"| {line.p99_ms:.1f} | {line.cost_ms:.2f} | {line.floor} = {line.floor_ms:.2f} "
            f"| {line.ratio:.2f} | {line.bound} | {line.queries or ''} |"
            for line in self.lines
        ]
        return "\n".join([*head, *rows, "", *[f"- {remark}" for remark in self.remarks], ""])

    def keep(self, folder: Path) -> None:
        """Write the run as JSON, for `docs/measures.md`."""
        folder.mkdir(parents=True, exist_ok=True)
        name = self.database.split()[0].lower()
        told = {
            **asdict(self),
            "machine": f"{platform.machine()}, Python {platform.python_version()}",
        }
        (folder / f"{name}.json").write_text(json.dumps(told, indent=1), encoding="utf-8")
