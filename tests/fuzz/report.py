"""Counts of verdicts, refusals by reason, features reached; and the failing programs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.fuzz.checks import CHECKS
from tests.fuzz.features import features
from tests.fuzz.generator import Program
from tests.fuzz.judge import Verdict, judge_at
from tests.fuzz.shrink import shrink

KINDS = ("right", "refused", "wrong", "crashed", "undecidable")
FAILURES = ("wrong", "crashed")


@dataclass
class Report:
    """What a run of the fuzzer found."""

    kinds: Counter[str] = field(default_factory=Counter)
    reasons: dict[str, Counter[str]] = field(default_factory=dict)
    seeds: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    reached: Counter[str] = field(default_factory=Counter)

    def add(self, program: Program, verdict: Verdict) -> None:
        self.kinds[verdict.kind] += 1
        if verdict.kind == "right":
            self.reached.update(features(program.text))
        else:
            reasons = self.reasons.setdefault(verdict.kind, Counter())
            reasons[verdict.reason] += 1
            key = (verdict.kind, verdict.reason)
            self.seeds.setdefault(key, []).append(program.seed)

    def merge(self, other: Report) -> None:
        self.kinds.update(other.kinds)
        self.reached.update(other.reached)
        for kind, reasons in other.reasons.items():
            self.reasons.setdefault(kind, Counter()).update(reasons)
        for key, seeds in other.seeds.items():
            self.seeds.setdefault(key, []).extend(seeds)

    def text(self) -> str:
        total = sum(self.kinds.values())
        lines = [f"{total} programs"]
        lines += [f"{self.kinds[kind]:7d}  {kind}" for kind in KINDS]
        for kind in ("refused", "undecidable", "crashed", "wrong"):
            for reason, count in _ordered(self.reasons.get(kind, Counter())):
                seeds = " ".join(map(str, self.seeds[kind, reason][:4]))
                lines.append(f"{count:7d}  {kind}: {reason}  (seed {seeds})")
        right = max(1, self.kinds["right"])
        lines.append("features, in percent of the programs that are right")
        for name, count in _ordered(self.reached):
            lines.append(f"{100 * count / right:6.1f}%  {name}")
        return "\n".join(lines)


def _ordered(counter: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counter.items(), key=lambda item: (-item[1], item[0]))


def shrunk(program: Program, verdict: Verdict, tries: int = 1500) -> Program:
    """The program made small, with the same verdict for the same reason."""
    checks = [c for c in CHECKS if verdict.check in ("", c.__name__)]

    def fails(text: str) -> bool:
        found = judge_at(replace(program, text=text), verdict.attempt, checks)
        return (found.kind, found.reason) == (verdict.kind, verdict.reason)

    return replace(program, text=shrink(program.text, fails, tries))


def save(program: Program, verdict: Verdict, folder: Path) -> Path:
    """The program as a file that can be run through the judge again."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"seed_{program.seed}.py"
    said = "\n".join(f"# {line}".rstrip() for line in verdict.reason.splitlines())
    names = ", ".join(p.name for p in program.parameters)
    values = ", ".join(repr(v) for v in program.arguments(verdict.attempt))
    values = values.replace("array(", "np.array(")
    tail = f"\nARGUMENTS = ({values},)  # {names}\nWRT = {program.wrt}\n"
    path.write_text(f"# {verdict.kind}\n{said}\n{program.text}{tail}", encoding="utf-8")
    return path
