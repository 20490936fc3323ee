"""The rows of the index: documents, sections, things, measures, targets and relations, each with where it stands.

Offsets count code points of the document's source text, half-open.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.analyse.answers.levels import Level, find_level, is_any
from kg.analyse.answers.times import Due, Recurrence

OWNERS = ("lead", "implement", "supervise", "advise")
"""The roles whose holder answers for a measure."""
PARTNERS = ("coordinate", "approve", "report")
"""The roles of those who work with the owner, decide, or are reported to; a beneficiary is neither."""
BENEFICIARY = "beneficiary"


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a fact stands: `quote` is `text[start_char:end_char]` of the document; empty or 0 what is not known.

    `section` is the number of the section as printed, `heading` its heading; `also` holds spans where the same is
    printed again.
    """

    id: str
    document: str
    start_char: int
    end_char: int
    quote: str
    page: int = 0
    page_label: str = ""
    section: str = ""
    heading: str = ""
    confidence: float = 0.0
    rule: str = ""
    also: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """What a document does to an instrument (`relation` is one of `kg.model.DOCUMENT_LINKS`), and where it says so."""

    relation: str
    instrument: str
    label: str
    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document as it presents itself; empty what it does not say. `issued` is an ISO day, `period` two years."""

    id: str
    title: str
    type: str
    number: str
    issued: str
    issuer: str
    place: str
    period: tuple[str, ...]
    adopted_by: str
    signatory: str
    signed_as: str
    links: tuple[Link, ...]

    copy_of: str = ""
    likeness: float = 0.0
    """The document that says the same and counts, by its IRI, and how alike they are, from 0 to 1."""

    @property
    def name(self) -> str:
        """Return what to call it: its number, else its title, else the end of its IRI."""
        return self.number or self.title or self.id.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section: number and heading as printed, `parent` the IRI of the one around it."""

    id: str
    document: str
    number: str
    heading: str
    parent: str
    level: int
    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True)
class EntityRow:
    """A thing that documents name; `mentions` are document, start and end of each place, `normal` a Time's ISO form."""

    id: str
    cls: str
    label: str
    aliases: tuple[str, ...]
    mentions: tuple[tuple[str, int, int], ...]
    normal: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Return the label and the aliases."""
        return (self.label, *self.aliases)

    @property
    def level(self) -> Level:
        """Return the level of a body."""
        return find_level(self.label, self.id)

    @property
    def is_named(self) -> bool:
        """Say whether a body has a name of its own, and is not any of its kind (`các sở`, `doanh nghiệp`)."""
        if not self.label[:1].isupper() or is_any(self.label):
            return False
        return self.level.name not in ("enterprise", "other") or any(map(str.isupper, self.label[1:]))


@dataclass(frozen=True, slots=True)
class Duty:
    """A body's role in a task, and where that is stated; `inherited` where it is stated for a whole part."""

    body: str
    role: str
    inherited: bool
    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True)
class Task:
    """A measure: what is to be done, by whom, by when. `targets` are the IRIs of the targets in it."""

    cite: Citation
    action: str
    modality: str
    priority: str
    sectors: tuple[str, ...]
    entities: tuple[str, ...]
    duties: tuple[Duty, ...]
    due: Due | None
    recurrences: tuple[Recurrence, ...]
    targets: tuple[str, ...]

    @property
    def id(self) -> str:
        """Return its IRI."""
        return self.cite.id

    @property
    def sector(self) -> str:
        """Return its main sector."""
        return self.sectors[0] if self.sectors else ""

    @property
    def owners(self) -> tuple[Duty, ...]:
        """Return the duties of those who answer for it."""
        return tuple(duty for duty in self.duties if duty.role in OWNERS)

    @property
    def has_time(self) -> bool:
        """Say whether a due time, stated or inherited, or a recurrence is known."""
        return self.due is not None or bool(self.recurrences)


@dataclass(frozen=True, slots=True)
class Aim:
    """A target: indicator, comparator, `value` (and `value_max` of a range) with unit, or the `level` aimed at."""

    cite: Citation
    indicator: str
    comparator: str
    value: float | None
    value_max: float | None
    unit: str
    level: str
    baseline: str
    due: Due | None
    measure: str

    @property
    def id(self) -> str:
        """Return its IRI."""
        return self.cite.id


@dataclass(frozen=True, slots=True)
class Relation:
    """A stated link between two things, or between one and a value."""

    cite: Citation
    subject: str
    predicate: str
    object: str
