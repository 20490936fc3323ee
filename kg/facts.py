"""Hold what is known of a document as the graph is made of it: IRIs, and spans that count in the source text."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.model import Document, Header, Repair, Span
from kg.sketch import Sketch


@dataclass(slots=True)
class CitedMention:
    """A mention in the source text with its confidence between 0 and 1, and the rule that found it."""

    start_char: int
    end_char: int
    confidence: float
    suspects: list[Span] = field(default_factory=list)
    rule: str = ""


@dataclass(slots=True)
class SectionFact:
    """A section with its IRI; `parent` is another section's IRI or empty; `priority` as `key-task:N`."""

    id: str
    number: str
    heading: str
    parent: str
    level: int
    start_char: int
    end_char: int
    priority: str = ""


@dataclass(slots=True)
class EntityFact:
    """One thing with all its mentions; `normal` is the ISO value of a Time, `code` an administrative code."""

    id: str
    cls: str
    label: str
    aliases: list[str]
    same_as: list[str]
    mentions: list[CitedMention]
    normal: str = ""
    code: str = ""
    sectors: list[str] = field(default_factory=list)
    became: tuple[str, str] | None = None
    """IRI and name of the unit that an administrative unit was merged into."""


@dataclass(slots=True)
class ResponsibilityFact:
    """An agent's role in a measure, with the span where it is stated."""

    id: str
    agent: str
    role: str
    start_char: int
    end_char: int
    inherited: bool = False
    confidence: float = 0.9
    rule: str = ""


@dataclass(slots=True)
class MeasureFact:
    """A commitment; `spans` holds every printing, the first one first; `section` is an IRI or empty."""

    id: str
    spans: list[Span]
    trigger: Span
    action: str
    section: str
    sectors: list[str]
    entities: list[str]
    agents: list[ResponsibilityFact]
    priority: str = ""
    due: str = ""
    due_inherited: bool = False
    recurrence: list[tuple[str, str]] = field(default_factory=list)
    modality: str = ""
    confidence: float = 0.9
    suspects: list[Span] = field(default_factory=list)
    rule: str = ""


@dataclass(slots=True)
class TargetFact:
    """A measurable aim; `measure` and `section` are IRIs or empty."""

    id: str
    spans: list[Span]
    indicator: str
    comparator: str
    value: str
    value_max: str
    unit: str
    due: str
    baseline: str
    level: str
    measure: str
    section: str
    sectors: list[str] = field(default_factory=list)
    confidence: float = 0.9
    suspects: list[Span] = field(default_factory=list)
    rule: str = ""
    due_inherited: bool = False


@dataclass(slots=True)
class RelationFact:
    """A stated link; `object` is an IRI, or empty where `value` holds a string."""

    id: str
    subject: str
    predicate: str
    object: str
    value: str
    start_char: int
    end_char: int
    confidence: float = 0.9
    suspects: list[Span] = field(default_factory=list)
    rule: str = ""


@dataclass(slots=True)
class ReviewFact:
    """A person's decision: `fact` is an IRI, empty where the fact is left out; the span is what they read.

    `verdict` is one of `kg.model.VERDICTS`; `when` an ISO date-time; `before` the confidence before it, None for none.
    """

    id: str
    fact: str
    verdict: str
    who: str
    when: str
    span: Span
    reviewed: str
    correction: str = ""
    note: str = ""
    before: float | None = None
    disputed: bool = False


@dataclass(slots=True)
class DocumentFacts:
    """Everything known of one document: what `kg.graph` turns into RDF."""

    id: str
    document: Document
    header: Header
    sections: list[SectionFact] = field(default_factory=list)
    entities: list[EntityFact] = field(default_factory=list)
    measures: list[MeasureFact] = field(default_factory=list)
    targets: list[TargetFact] = field(default_factory=list)
    relations: list[RelationFact] = field(default_factory=list)
    links: list[RelationFact] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    silent: list[tuple[Span, str]] = field(default_factory=list)
    reviews: list[ReviewFact] = field(default_factory=list)
    work: str = ""
    """The ELI of what the document prints, by its number and year; empty where it states none."""
    sketch: Sketch | None = None
    """The sketch of the working text."""
