"""Which plan records can a book or a page show? Plain rows, already readable, in reading order."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class Horizon:
    """A time span of the plan; `rank` 1 is the nearest."""

    rank: int
    label: str
    first: int
    last: int

    @property
    def years(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


@dataclass(frozen=True)
class ReadinessRow:
    """`rating` is 1 (poor) to 3 (good), `level` its word."""

    component: str
    part: str
    indicator: str
    condition: str = ""
    rating: int = 1
    level: str = ""
    agency: str = ""


@dataclass(frozen=True)
class SwotRow:
    """`quadrant` is one of S, W, O, T."""

    quadrant: str
    code: str
    statement: str


@dataclass(frozen=True)
class StrategyRow:
    """`kind` is SO, WO, ST or WT; `codes` name the statements that it comes from, such as S1."""

    kind: str
    text: str
    codes: tuple[str, ...] = ()
    dimension: str = ""
    agency: str = ""


@dataclass(frozen=True)
class KeywordRow:
    """A word of the vision; `codes` name the statements that it was drawn from."""

    word: str
    meaning: str = ""
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class IndicatorRow:
    """An indicator of SNI ISO 37122; `value` is as printed, empty when `reason` says why there is none."""

    code: str
    title: str
    theme: str
    value: str = ""
    unit: str = ""
    year: str = ""
    evidence: str = ""
    reason: str = ""
    agency: str = ""


@dataclass(frozen=True)
class GapRow:
    dimension: str
    current: str
    target: str
    gap: str = ""
    solution: str = ""
    agency: str = ""


@dataclass(frozen=True)
class ObjectiveRow:
    """A measurable aim of a mission; `targets` maps a year to the value as printed."""

    text: str
    indicator: str = ""
    baseline: str = ""
    targets: Mapping[int, str] = field(default_factory=dict)
    unit: str = ""
    rpjmd: str = ""


@dataclass(frozen=True)
class MissionRow:
    code: str
    text: str
    rpjmd: str = ""
    objectives: tuple[ObjectiveRow, ...] = ()


@dataclass(frozen=True)
class ProgramRow:
    """A program of the plan; `targets` and `budgets` map years, money is in rupiah."""

    code: str
    name: str
    dimension: str
    subdimension: str = ""
    description: str = ""
    agency: str = ""
    partners: str = ""
    indicator: str = ""
    unit: str = ""
    baseline: str = ""
    targets: Mapping[int, str] = field(default_factory=dict)
    budgets: Mapping[int, Decimal] = field(default_factory=dict)
    sources: Mapping[str, Decimal] = field(default_factory=dict)
    first: int = 0
    last: int = 0
    quick_win: bool = False
    status: str = ""
    supporting: tuple[str, ...] = ()

    @property
    def budget(self) -> Decimal:
        return sum(self.budgets.values(), Decimal(0))


@dataclass(frozen=True)
class ActionRow:
    strand: str
    activity: str
    output: str = ""
    when: str = ""
    agency: str = ""
    budget: Decimal = Decimal(0)


@dataclass(frozen=True)
class RiskRow:
    """`weight` is "high", "mid" or "low" and decides the look; `level` is the word."""

    risk: str
    cause: str = ""
    likelihood: str = ""
    impact: str = ""
    level: str = ""
    weight: str = "low"
    treatment: str = ""
    owner: str = ""


@dataclass(frozen=True)
class MilestoneRow:
    """A step of a quick win from month `first` to month `last`, counted from 1."""

    title: str
    first: int
    last: int


@dataclass(frozen=True)
class QuickWinRow:
    """A quick win with its profile; `facts` are (label, value) pairs in reading order."""

    name: str
    tagline: str = ""
    dimension: str = ""
    agency: str = ""
    indicator: str = ""
    target: str = ""
    year: int = 0
    facts: tuple[tuple[str, str], ...] = ()
    problem: str = ""
    innovation: str = ""
    milestones: tuple[MilestoneRow, ...] = ()
    risks: tuple[RiskRow, ...] = ()


@dataclass(frozen=True)
class StandingRow:
    """A scored nomination; `means` are what all gave together, criterion by criterion."""

    place: int
    name: str
    dimension: str = ""
    means: tuple[str, ...] = ()
    total: str = ""
    scorers: int = 0
    chosen: bool = False
    reason: str = ""


@dataclass(frozen=True)
class RankingTable:
    """The scored nominations of a year, the best first; `criteria` are (title, weight)."""

    year: int
    criteria: tuple[tuple[str, int], ...] = ()
    rows: tuple[StandingRow, ...] = ()
    is_example: bool = False


@dataclass(frozen=True)
class PlanRecords:
    """All records of one masterplan. `dimensions` fixes the order in which groups are shown.

    `examples` names the kinds of block whose rows are partly invented.
    """

    place: str = ""
    base_year: int = 0
    first: int = 0
    last: int = 0
    horizons: tuple[Horizon, ...] = ()
    dimensions: tuple[tuple[str, str], ...] = ()
    readiness: tuple[ReadinessRow, ...] = ()
    components: tuple[str, ...] = ()
    swot: tuple[SwotRow, ...] = ()
    strategies: tuple[StrategyRow, ...] = ()
    keywords: tuple[KeywordRow, ...] = ()
    gaps: tuple[GapRow, ...] = ()
    vision: str = ""
    missions: tuple[MissionRow, ...] = ()
    programs: tuple[ProgramRow, ...] = ()
    actions: tuple[ActionRow, ...] = ()
    quick_wins: tuple[QuickWinRow, ...] = ()
    rankings: tuple[RankingTable, ...] = ()
    indicators: tuple[IndicatorRow, ...] = ()
    examples: frozenset[str] = frozenset()

    def programs_of(self, dimension: str) -> list[ProgramRow]:
        return [row for row in self.programs if row.dimension == dimension]
