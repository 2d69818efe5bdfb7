"""One line per scenario, each beside its floor from the same run."""

from dataclasses import dataclass

HEADS = (
    "scenario", "figure", "floor", "of floor", "p50 ms", "p95 ms", "errors", "mails owed after",
    "drained in s", "remarks",
)  # fmt: skip


@dataclass
class Row:
    name: str
    figure: str
    floor: str = "–"
    share: str = "–"
    p50: str = "–"
    p95: str = "–"
    errors: str = "–"
    owed: str = "–"
    drained: str = "–"
    remark: str = ""

    @property
    def cells(self):
        return (
            self.name, self.figure, self.floor, self.share, self.p50, self.p95, self.errors,
            self.owed, self.drained, self.remark,
        )  # fmt: skip


def rate_row(name, outcome, floor, remark=""):
    """So many errands a second, and what the bare database would have done."""
    return Row(
        name,
        figure=f"{outcome.rate:.0f}/s",
        floor=f"{floor.rate:.0f}/s",
        share=f"{outcome.rate / floor.rate:.0%}",
        remark=remark,
        **_common(outcome),
    )


def time_row(name, outcome, floor, remark=""):
    """The seconds until everybody was answered."""
    return Row(
        name,
        figure=f"{outcome.seconds:.2f} s",
        floor=f"{floor.seconds:.2f} s",
        share=f"{floor.seconds / outcome.seconds:.0%}",
        remark=remark,
        **_common(outcome),
    )


def _common(outcome):
    return {
        "p50": f"{outcome.quantile(0.5) * 1000:.0f}",
        "p95": f"{outcome.quantile(0.95) * 1000:.0f}",
        "errors": str(outcome.errors),
        "owed": str(outcome.owed),
        "drained": f"{outcome.drained:.1f}",
    }


def markdown(rows, heads=HEADS):
    """Rows are cells, or have them."""
    lines = [heads, ["---"] * len(heads), *(getattr(row, "cells", row) for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
