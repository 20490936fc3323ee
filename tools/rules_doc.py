"""Write docs/rules.md: every rule by which facts are found, how often it was right, and the named patterns.

    python tools/rules_doc.py [--check]

Counts come from `ontology/confidence.tsv`, decisions from `ontology/weights/`, patterns from the tables of `Rule` in
`kg/extract/`. `--check` ends with 1 where the page is not what this would write.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import kg.extract
from kg.extract.grammar.rules import Rule
from kg.resources import ontology_path, read_table

PAGE = Path(__file__).resolve().parents[1] / "docs" / "rules.md"
HEAD = """# Rules

Written by `tools/rules_doc.py` from the code and the tables; do not edit it by hand. `pol:rule` in the graph and `rule`
in `facts.jsonl` name the rule that found a fact, `kg inspect FILE --why START:END` tells which spoke at a place.
A time names the pattern that read it (`mention: Time: years from to`, below under its id); how often times are right is
counted by what they are (a day, a month, a year).
"""


def rule_tables() -> list[tuple[str, Rule]]:
    """Return the named patterns of all modules of the extractor, each with the module that holds it."""
    found = []
    for module in pkgutil.walk_packages(kg.extract.__path__, "kg.extract."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, tuple | list) and value and all(isinstance(item, Rule) for item in value):
                found.extend((module.name, rule) for rule in value)
    unique = {(rule.id, rule.pattern): (name, rule) for name, rule in reversed(found)}
    return sorted(unique.values(), key=lambda item: (item[0], item[1].id))


def counted() -> list[str]:
    """Return the table of the ways of finding facts."""
    lines = [
        "\n## How facts are found, and how often that is right\n",
        "Counted on annotated documents that are not blind. A rule that one document alone shows is marked: nobody",
        "knows yet how it does elsewhere.\n",
        "| kind | rule | documents | found | right | precision |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for row in read_table("confidence.tsv"):
        right, found = int(row["right"]), int(row["found"])
        mark = " (one document)" if row["documents"] == "1" else ""
        share = f"{right / found:.2f}" if found else "-"
        lines.append(f"| {row['kind']} | {row['rule']}{mark} | {row['documents']} | {found} | {right} | {share} |")
    return lines


def decided() -> list[str]:
    """Return the weights of all decisions."""
    lines = ["\n## Decisions that weigh evidence\n", "Weights are log-odds, learned by `tools/train.py`.\n"]
    for path in sorted((ontology_path() / "weights").glob("*.tsv")):
        lines += [
            f"\n### {path.stem}\n",
            "| evidence | weight | documents | candidates | right |",
            "| --- | --- | --- | --- | --- |",
        ]
        for row in read_table(f"weights/{path.name}"):
            cells = (row["evidence"], row["weight"], row["documents"], row["candidates"], row["right"])
            lines.append("| " + " | ".join(cells) + " |")
    return lines


def patterns() -> list[str]:
    """Return the named patterns with what they must find and what not."""
    lines = ["\n## Named patterns\n"]
    for module, rule in rule_tables():
        lines.append(f"\n### {rule.id}\n\nIn `{module}`.\n")
        lines += [f"- finds `{_inline(text)}` → {_read(value)}" for text, value in rule.yes.items()]
        lines += [f"- finds nothing in `{_inline(text)}`" for text in rule.no]
    return lines


def _read(value: object) -> str:
    return f"`{_inline(str(value))}`" if str(value) else "none: there is no such thing"


def _inline(text: str) -> str:
    return text.replace("\n", "⏎").replace("`", "'")


def page() -> str:
    """Return the whole page."""
    return "\n".join([HEAD.rstrip("\n"), *counted(), *decided(), *patterns()]) + "\n"


def main() -> None:
    """Write the page, or compare it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    if parser.parse_args().check:
        sys.exit(0 if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == page() else 1)
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
