"""Make the facts of a small but complete document by hand, for tests of everything behind extraction.

Every kind of fact is there: nested sections with a key task, a measure that the source prints twice, responsibilities
of which one is inherited, targets with a number, a range and a level, entities of all sorts and every form of relation.
"""

from __future__ import annotations

from kg import iri
from kg.config import BASE_IRI
from kg.facts import (
    CitedMention,
    DocumentFacts,
    EntityFact,
    MeasureFact,
    RelationFact,
    ResponsibilityFact,
    SectionFact,
    TargetFact,
)
from kg.model import Document, Header, Span

TEXT = """NGHỊ QUYẾT
Về phát triển giao thông tỉnh Thái Bình, nhiệm kỳ 2020 - 2025

1. Những nhiệm vụ trọng tâm
(1) Giao Sở Giao thông vận tải chủ trì, phối hợp với Công an tỉnh hoàn thành đường từ thành phố Thái Bình đi \
cầu Nghìn (đường 217) trước năm 2025. Nâng cấp cảng Diêm Điền theo Luật Quy hoạch.

2. Giải pháp
Các sở, ngành:
Phải báo cáo Ủy ban nhân dân tỉnh hằng quý.
Phấn đấu tăng trưởng 8,50%/năm; thu nhập 8.300 - 8.500 USD (năm 2020: 5.000 USD); đưa TP Thái Bình lên đô thị loại I.
Phải báo cáo Ủy ban nhân dân tỉnh hằng quý.
Hoàn thành ít nhất 05 cầu.
"""
NAMES = {
    "road": ("Road", "đường từ thành phố Thái Bình đi cầu Nghìn"),
    "port": ("Port", "cảng Diêm Điền"),
    "city": ("Place", "thành phố Thái Bình"),
    "bridge": ("Bridge", "cầu Nghìn"),
    "transport": ("Agent", "Sở Giao thông vận tải"),
    "police": ("Agent", "Công an tỉnh"),
    "departments": ("Agent", "Các sở, ngành"),
    "committee": ("Agent", "Ủy ban nhân dân tỉnh"),
    "law": ("Instrument", "Luật Quy hoạch"),
}
TIMES = {"2025": "trước năm 2025", "2020/2025": "nhiệm kỳ 2020 - 2025"}


class Factory:
    """Makes the document `slug`; `extra` is appended to its text, `text` replaces it (spans must still fit)."""

    def __init__(self, slug: str, *, base: str = BASE_IRI, extra: str = "") -> None:
        self.base = base
        self.id = iri.mint_document(base, slug)
        self.slug = slug
        self.text = TEXT + extra

    def at(self, words: str, nth: int = 0) -> Span:
        """Return the span of the `nth` place where the text says `words`."""
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return Span(start, start + len(words))

    def part(self, kind: str, *words: str) -> str:
        """Return the IRI of a part of the document."""
        return iri.mint_part(self.id, kind, *words)

    def entity_id(self, name: str) -> str:
        """Return the IRI of an entity by its short name here, of a time by its ISO form."""
        if name in TIMES:
            return iri.mint_time(self.base, name)
        cls, label = NAMES[name]
        return iri.mint_entity(self.base, cls, scope="Thái Bình", name=label)

    def facts(self) -> DocumentFacts:
        """Return all facts of the document."""
        return DocumentFacts(
            id=self.id,
            work=iri.mint_work(self.base, scope="Thái Bình", year="2020", number="15-NQ/TU"),
            document=Document(self.slug, f"{self.slug}.txt", self.text, "0" * 64),
            header=Header(
                title="Về phát triển giao thông tỉnh Thái Bình",
                type="Resolution",
                number="15-NQ/TU",
                issuer="Tỉnh ủy Thái Bình",
                issued="2020-10-14",
                place="Thái Bình",
                period=("2020", "2025"),
                adopted_by="Đại hội đại biểu Đảng bộ tỉnh",
                signatory="Nguyễn Văn An",
                signed_as="Bí thư",
            ),
            sections=self.sections(),
            entities=self.entities(),
            measures=self.measures(),
            targets=self.targets(),
            relations=self.relations(),
            links=self.links(),
        )

    def sections(self) -> list[SectionFact]:
        """Return two sections, the first with a key task in it."""
        first, second = self.at("1. Những").start_char, self.at("2. Giải").start_char
        task = self.at("(1) Giao").start_char
        return [
            SectionFact(self.part("section", "1"), "1", "Những nhiệm vụ trọng tâm", "", 1, first, second - 2),
            SectionFact(
                self.part("section", "(1)"), "(1)", "", self.part("section", "1"), 2, task, second - 2, "key-task:1"
            ),
            SectionFact(self.part("section", "2"), "2", "Giải pháp", "", 1, second, len(self.text) - 1),
        ]

    def entities(self) -> list[EntityFact]:
        """Return works, a place with a code and an alias, bodies, a law with a namesake, a year and an interval."""
        entities = [self._entity(name) for name in NAMES]
        by_name = dict(zip(NAMES, entities, strict=True))
        by_name["city"].code = "336"
        by_name["city"].aliases = ["TP Thái Bình"]
        by_name["city"].mentions.append(CitedMention(*self.at("TP Thái Bình"), 0.875))
        by_name["road"].aliases = ["đường 217"]
        by_name["road"].mentions.append(CitedMention(*self.at("đường 217"), 0.7))
        by_name["road"].sectors = ["transport"]
        by_name["law"].same_as = ["https://example.org/law/21-2017-QH14"]
        for normal, words in TIMES.items():
            mention = CitedMention(*self.at(words), 0.95)
            entities.append(EntityFact(self.entity_id(normal), "Time", words, [], [], [mention], normal=normal))
        return entities

    def _entity(self, name: str) -> EntityFact:
        cls, label = NAMES[name]
        return EntityFact(self.entity_id(name), cls, label, [], [], [CitedMention(*self.at(label), 0.9)])

    def measures(self) -> list[MeasureFact]:
        """Return a measure with two owners, one without, one that is printed twice with an inherited owner."""
        first, reporting = self.part("measure", "hoàn thành"), self.part("measure", "báo cáo")
        words = "Phải báo cáo Ủy ban nhân dân tỉnh hằng quý"
        named = ["transport", "police", "road", "city", "bridge", "2025"]
        return [
            MeasureFact(
                id=first,
                spans=[Span(self.at("Giao Sở").start_char, self.at("trước năm 2025").end_char)],
                trigger=self.at("chủ trì, phối hợp"),
                action="build",
                section=self.part("section", "(1)"),
                sectors=["transport", "urban-housing", "business-investment"],
                entities=[self.entity_id(name) for name in named],
                agents=[self._duty(first, "transport", role="lead"), self._duty(first, "police", role="coordinate")],
                priority="key-task:1",
                due="2025",
            ),
            MeasureFact(
                id=self.part("measure", "nâng cấp"),
                spans=[self.at("Nâng cấp cảng Diêm Điền theo Luật Quy hoạch")],
                trigger=self.at("Nâng cấp"),
                action="improve",
                section=self.part("section", "(1)"),
                sectors=["transport"],
                entities=[self.entity_id("port"), self.entity_id("law")],
                agents=[],
                priority="key-task:1",
                confidence=0.75,
                suspects=[self.at("theo", 0)],
            ),
            MeasureFact(
                id=reporting,
                spans=[self.at(words), self.at(words, 1)],
                trigger=self.at("Phải báo cáo"),
                action="report",
                section=self.part("section", "2"),
                sectors=["public-administration", "transport"],
                entities=[self.entity_id("committee")],
                agents=[
                    self._duty(reporting, "departments", role="lead", inherited=True),
                    self._duty(reporting, "committee", role="report"),
                ],
                due="2020/2025",
                due_inherited=True,
                recurrence=[("P1Y", "--11-30")],
                modality="must",
            ),
            MeasureFact(
                id=self.part("measure", "đưa"),
                spans=[self.at("đưa TP Thái Bình lên đô thị loại I")],
                trigger=self.at("đưa"),
                action="build",
                section=self.part("section", "2"),
                sectors=["urban-housing"],
                entities=[self.entity_id("city")],
                agents=[],
            ),
        ]

    def _duty(self, measure: str, name: str, *, role: str, inherited: bool = False) -> ResponsibilityFact:
        agent = self.entity_id(name)
        duty = iri.mint_part(measure, "responsibility", agent, role)
        return ResponsibilityFact(duty, agent, role, *self.at(NAMES[name][1]), inherited)

    def targets(self) -> list[TargetFact]:
        """Return targets with a number, a range, a level and a number with a leading zero."""
        return [
            self._target("tăng trưởng 8,50%/năm", "tăng trưởng", value="8.50", unit="%/năm", due="2025-06"),
            self._target(
                "thu nhập 8.300 - 8.500 USD",
                "thu nhập",
                comparator="range",
                value="8300",
                value_max="8500",
                unit="USD",
                baseline="năm 2020: 5.000 USD",
                due="2020/2025",
                due_inherited=True,
            ),
            self._target(
                "TP Thái Bình lên đô thị loại I",
                "TP Thái Bình",
                level="đô thị loại I",
                measure=self.part("measure", "đưa"),
            ),
            self._target("ít nhất 05 cầu", "cầu", comparator=">=", value="05", unit="cầu"),
        ]

    def _target(self, words: str, indicator: str, *, due_inherited: bool = False, **more: str) -> TargetFact:
        absent = dict.fromkeys(("value", "value_max", "unit", "due", "baseline", "level", "measure"), "")
        return TargetFact(
            id=self.part("target", words),
            spans=[self.at(words)],
            indicator=indicator,
            section=self.part("section", "2"),
            sectors=["urban-housing"],
            due_inherited=due_inherited,
            **{"comparator": "="} | absent | more,
        )

    def relations(self) -> list[RelationFact]:
        """Return both ends of the road, its number, its due time and status, and an issuer."""
        road = self.at(NAMES["road"][1])
        numbered = Span(road.start_char, self.at("(đường 217)").end_char)
        return [
            self._relation("road", "routeFrom", span=road, obj="city"),
            self._relation("road", "routeTo", span=road, obj="bridge"),
            self._relation("road", "roadNumber", span=numbered, value="217"),
            self._relation("road", "dueBy", span=Span(road.start_char, self.at("trước năm 2025").end_char), obj="2025"),
            self._relation("port", "status", span=self.at("Nâng cấp cảng Diêm Điền"), value="upgrade"),
            self._relation("port", "locatedIn", span=self.at("cảng Diêm Điền"), obj="city"),
        ]

    def links(self) -> list[RelationFact]:
        """Return the law that the document is based on."""
        law = self.entity_id("law")
        statement = self.part("statement", self.id, "based_on", law)
        return [RelationFact(statement, self.id, "based_on", law, "", *self.at("theo Luật Quy hoạch"))]

    def _relation(self, subject: str, predicate: str, *, span: Span, obj: str = "", value: str = "") -> RelationFact:
        one, other = self.entity_id(subject), self.entity_id(obj) if obj else ""
        statement = self.part("statement", one, predicate, other or value)
        return RelationFact(statement, one, predicate, other, value, *span)


def make_facts(slug: str = "nghi-quyet", *, base: str = BASE_IRI, extra: str = "") -> DocumentFacts:
    """Return the facts of the small document; two slugs give two documents that name the same things."""
    return Factory(slug, base=base, extra=extra).facts()
