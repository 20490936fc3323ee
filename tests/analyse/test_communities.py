"""Check that communities are found, and the same ones in every process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import networkx as nx

from kg.analyse import find_communities

SCRIPT = """
import json, sys
from pathlib import Path
from kg.analyse import find_communities, to_network
lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
print(json.dumps(find_communities(to_network(map(json.loads, lines)))))
"""


def test_two_cliques_are_two_communities_and_the_frame_is_none() -> None:
    network = nx.MultiDiGraph()
    network.add_nodes_from([*"abcxyz"], kind="entity")
    network.add_node("document", kind="document")
    network.add_edges_from(["ab", "bc", "ca", "xy", "yz", "zx", "cx"])
    network.add_edges_from(("document", node) for node in "abcxyz")
    assert find_communities(network) == [["a", "b", "c"], ["x", "y", "z"]]
    assert find_communities(nx.MultiDiGraph()) == []


def test_they_do_not_hang_on_the_hashes_of_strings(root: Path) -> None:
    answers = set()
    for seed in ("0", "1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(root)}
        command = [sys.executable, "-c", SCRIPT, str(root / "tests" / "view" / "data" / "small.facts.jsonl")]
        answers.add(subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout)
    assert len(answers) == 1
