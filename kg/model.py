"""Hold what one stage hands to the next: plain data, no behaviour, no third party.

Two texts have offsets here, in code points, half-open: the **source text**, the decoded input in which all citations
count, and the **working text**, the source after NFC and repairs (`kg.text`), in which annotator and extractors work.
`PreparedText.to_source` leads back.

All spans here but those of repairs count in the working text; what the graph is made of, counted in the source
text, is in `kg.facts`.
The chain of evidence is mention -> entity -> statement -> span of the source text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

from kg.pages import ReadText, SourceLayout
from kg.readings import (
    NO_AGENT,
    NO_INSTRUMENT,
    NO_PLACE,
    NO_WORK,
    AgentReading,
    InstrumentReading,
    MentionReading,
    PlaceReading,
    Within,
    WorkReading,
)

if TYPE_CHECKING:
    from kg.layout.table import Table

WORK_CLASSES = tuple(
    "Road Bridge Railway Airport Port Waterway EconomicZone IndustrialPark UrbanArea EnergyFacility WaterWorks"
    " Facility".split()
)
ENTITY_CLASSES = (*WORK_CLASSES, "Place", "Agent", "Instrument", "Time")
ACTIONS = tuple(
    "promote build improve reform attract mobilise protect prevent supervise plan implement educate coordinate"
    " organise support approve report other".split()
)
ROLES = tuple("lead coordinate implement supervise advise report approve beneficiary".split())
MODALITIES = ("must", "should", "encouraged", "prohibited")
COMPARATORS = ("=", ">=", ">", "<=", "<", "~", "range")
PREDICATES = tuple(
    "locatedIn partOf routeFrom routeTo connects along roadNumber dueBy develops issuedBy memberOf status".split()
)
DOCUMENT_LINKS = ("based_on", "amends", "repeals", "consolidates")
REGULATIONS = ("Law", "Decree", "Circular")
"""Types of documents whose clauses mostly state conditions, criteria and thresholds."""
NOT_UNDERSTOOD = "not understood"
"""The kind of reason of a text that should have given a fact."""
VERDICTS = ("accepted", "corrected", "rejected", "added")
"""What a person may decide about a fact."""
STATUSES = ("planned", "under-construction", "upgrade", "completed")
DOCUMENT_TYPES = tuple(
    "Resolution Decision Instruction Decree Circular Law Plan Programme Report Conclusion Notice Other".split()
)


class Span(NamedTuple):
    """A half-open run of code points."""

    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True)
class Document:
    """One input as read: `text` is the source text, `sha256` the digest of the bytes it came from."""

    slug: str
    name: str
    text: str
    sha256: str
    media_type: str = "text/plain"
    layout: SourceLayout = field(default_factory=SourceLayout)
    """What the file says of its text besides the characters; empty for plain text."""
    warnings: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """Return a digest of all that was read, whatever the document is called."""
        return ReadText(self.text, self.layout, self.warnings).digest


NOWHERE = Span(0, 0)
"""The empty span, for what the text does not state."""


# --- working text -------------------------------------------------------------------------------


class OffsetMapping(Protocol):
    """Leads from spans of the working text to spans of the source text."""

    def to_source(self, start_char: int, end_char: int) -> Span: ...


@dataclass(frozen=True, slots=True)
class Repair:
    """Something the text stage mended or noticed; spans count in the *source* text.

    `kind` is `page-break` (a sentence joined over a break), `repeat` (a passage printed again; `other`
    is its first printing), `running-title` (page furniture passed over), `suspect` (a word that is no
    Vietnamese syllable, probably an OCR error), `normalised` (a run brought to NFC) or `character` (the first of
    those that are read otherwise than printed, as its note says).
    """

    kind: str
    start_char: int
    end_char: int
    note: str = ""
    other: Span | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A line or joined paragraph of the working text, trimmed of white space.

    `kind`: `title`, `header` (letterhead, motto, number and date lines), `heading`, `paragraph`, `item`
    (a list line), `row` (a table line), `furniture`, `basis` (legal basis), `recipients`, `signature`.
    `body_start` is where the text begins after a dash, number or run-in heading (== `end_char` when
    nothing follows); `marker` is the list mark or number as printed; `section` indexes
    `PreparedText.sections` (-1 for none).
    """

    kind: str
    start_char: int
    end_char: int
    body_start: int
    section: int
    marker: str = ""


@dataclass(slots=True)
class Section:
    """A numbered or titled part; `parent` indexes `PreparedText.sections`, -1 for a top one.

    `number` is as printed without closing `.` or `)` of schemes such as `3.2.` or `a)`; `(1)` keeps its
    brackets. `level` is 1 for the outermost section of the document. `heading_span` is empty (start ==
    end) where the section has a number only.
    """

    number: str
    heading: str
    parent: int
    level: int
    start_char: int
    end_char: int
    heading_span: Span


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text that can carry one measure: cut at sentence ends and `;` outside quotes and brackets.

    Trimmed, without closing `.`, `;`, `:` or `,`. `sentence` numbers the sentence over the document (segments
    cut at `;` share it); `block` indexes `PreparedText.blocks`; `intro` is true when it ends in `:` and so
    introduces the blocks or segments that follow.
    """

    start_char: int
    end_char: int
    section: int
    block: int
    sentence: int
    intro: bool = False


@dataclass(slots=True)
class PreparedText:
    """A document cut into sections, blocks and segments; all spans but those of repairs count in `text`."""

    document: Document
    text: str
    offsets: OffsetMapping
    blocks: list[Block] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)

    def to_source(self, start_char: int, end_char: int) -> Span:
        """Return the source span of a working span, without white space at its ends.

        What a page broke apart may end, in the source, in the white space of another column.
        """
        start, end = self.offsets.to_source(start_char, end_char)
        words = self.document.text[start:end]
        lead = len(words) - len(words.lstrip())
        return Span(start + lead, start + len(words.rstrip())) if len(words) > lead else Span(start, end)


@dataclass(frozen=True, slots=True)
class Mention:
    """A run of working text that names a thing.

    `key` is what tells the thing apart within its class (folded name, ISO time), before resolution;
    `label` the name to show where the printed one is not it. `reading` is what the finder read of the thing, by its
    class; `within` is set where another mention holds this one. `rule` is counted for its confidence; `pattern` is the
    id of the named pattern that found it, where one did.
    """

    cls: str
    start_char: int
    end_char: int
    key: str = ""
    label: str = ""
    confidence: float = 0.9
    reading: MentionReading | None = None
    within: Within | None = None
    rule: str = ""
    pattern: str = ""

    @property
    def as_place(self) -> PlaceReading:
        """Return what was read of a place, an empty reading for anything else."""
        return self.reading if isinstance(self.reading, PlaceReading) else NO_PLACE

    @property
    def as_work(self) -> WorkReading:
        """Return what was read of a work, an empty reading for anything else."""
        return self.reading if isinstance(self.reading, WorkReading) else NO_WORK

    @property
    def as_instrument(self) -> InstrumentReading:
        """Return what was read of an instrument, an empty reading for anything else."""
        return self.reading if isinstance(self.reading, InstrumentReading) else NO_INSTRUMENT

    @property
    def as_agent(self) -> AgentReading:
        """Return what was read of a body or group, an empty reading for anything else."""
        return self.reading if isinstance(self.reading, AgentReading) else NO_AGENT


@dataclass(slots=True)
class AgentRole:
    """Who answers for a measure; `mention` indexes `Findings.mentions`."""

    mention: int
    role: str
    inherited: bool = False
    confidence: float = 0.9
    rule: str = ""


@dataclass(slots=True)
class MeasureFinding:
    """A committing clause with what hangs on it; `segment` indexes `PreparedText.segments`.

    `due_inherited` says that a heading or an introduction states the time for it; `recurrence` holds periods (`P3M`)
    with the day in them (`---15`, or empty).
    `subject` is the run of text in which the clause names its doer, empty (start == end) for none; `call` is
    true where somebody hands the work to that doer (`Giao X …`).
    """

    start_char: int
    end_char: int
    trigger: Span
    action: str
    section: int
    segment: int
    sectors: list[str] = field(default_factory=list)
    agents: list[AgentRole] = field(default_factory=list)
    priority: str = ""
    due: str = ""
    due_inherited: bool = False
    recurrence: list[tuple[str, str]] = field(default_factory=list)
    modality: str = ""
    subject: Span = NOWHERE
    call: bool = False
    confidence: float = 0.9
    rule: str = ""


@dataclass(slots=True)
class TargetFinding:
    """A measurable aim; numbers are decimal strings with a point as decimal mark, empty when absent."""

    start_char: int
    end_char: int
    indicator: str
    comparator: str = "="
    value: str = ""
    value_max: str = ""
    unit: str = ""
    due: str = ""
    due_inherited: bool = False
    baseline: str = ""
    level: str = ""
    section: int = -1
    confidence: float = 0.9
    rule: str = ""


@dataclass(slots=True)
class RelationFinding:
    """A stated link: `subject` and `object` index `Findings.mentions`; `value` where the object is a string."""

    subject: int
    predicate: str
    object: int = -1
    value: str = ""
    start_char: int = 0
    end_char: int = 0
    confidence: float = 0.9
    rule: str = ""


@dataclass(slots=True)
class Header:
    """What a document says of itself."""

    title: str = ""
    type: str = "Other"
    number: str = ""
    issuer: str = ""
    issued: str = ""
    place: str = ""
    period: tuple[str, str] | None = None
    adopted_by: str = ""
    signatory: str = ""
    signed_as: str = ""
    decimal_mark: tuple[str, int, int] = (",", 0, 0)
    """The mark of its figures, and how many of them say plainly that it is a comma, and that it is a point."""


@dataclass(slots=True)
class Findings:
    """All that the extractors found in one document, before mentions become entities."""

    header: Header = field(default_factory=Header)
    mentions: list[Mention] = field(default_factory=list)
    covered: set[int] = field(default_factory=set)
    """The mentions that name no thing of their own: part of another, or a group that no measure gives a role."""
    measures: list[MeasureFinding] = field(default_factory=list)
    targets: list[TargetFinding] = field(default_factory=list)
    relations: list[RelationFinding] = field(default_factory=list)
    links: list[RelationFinding] = field(default_factory=list)
    """What the document does to instruments: predicates are `DOCUMENT_LINKS`, the subject is the document (-1)."""
    silent: list[tuple[Span, str]] = field(default_factory=list)
    """Segments that yielded no measure, with the kind of reason (`heading`, `assessment`, …)."""
