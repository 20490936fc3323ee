"""Hold what a finder read of the thing that a mention names: a frozen value for each class of things.

A time needs none: its key is the whole of it, in ISO form. A stage that knows more makes a new mention of the old one
(`dataclasses.replace`); no value here is ever changed.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlaceReading:
    """A place: its `kind` (`province`, `district`, `commune`, `region`, `country`, …), and where the gazetteer has it.

    `province` is the one that it lies in; `became` the province of today, for a unit that is no more.
    """

    kind: str = ""
    code: str = ""
    province: str = ""
    became: str = ""


@dataclass(frozen=True, slots=True)
class WorkReading:
    """A work: the number of a road and its code in brackets, and how its name came about.

    `route` says that it is named by its ends, `part` that it is a stretch of another, `described` that it goes by a
    description, `back` that the text only refers back to it, `sited` that its name is the place where it lies. It is
    part of the work with the key `of`; with `whole` of one that its own key tells.
    """

    number: str = ""
    code: str = ""
    of: str = ""
    route: bool = False
    part: bool = False
    whole: bool = False
    described: bool = False
    sited: bool = False
    back: bool = False


@dataclass(frozen=True, slots=True)
class InstrumentReading:
    """An instrument: its number and year, the words behind it on who issued it, the short name brought in brackets."""

    number: str = ""
    year: str = ""
    issuer: str = ""
    short: str = ""


@dataclass(frozen=True, slots=True)
class AgentReading:
    """A body or group: the short name that the text defines for it; `generic` where it is named by its kind only."""

    short: str = ""
    generic: bool = False


@dataclass(frozen=True, slots=True)
class Within:
    """What a mention is for the longer one that holds it.

    `point` is `from`, `to`, `stop` or `link` for the ends of a route, `at` for the place of a work, `plan` for the work
    that a plan is for. `line` is where the route begins that the point belongs to, -1 for the one around it.
    """

    point: str
    line: int = -1


MentionReading = PlaceReading | WorkReading | InstrumentReading | AgentReading

NO_PLACE, NO_WORK, NO_INSTRUMENT, NO_AGENT = PlaceReading(), WorkReading(), InstrumentReading(), AgentReading()
"""What is known of a mention of another class, or of one of which nothing was read."""
