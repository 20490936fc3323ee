"""Turn facts into a networkx network, and measure it."""

from kg.analyse.communities import find_communities
from kg.analyse.counts import Connected, summarise, top_connected
from kg.analyse.network import to_network
from kg.analyse.sectors import read_sector_labels

__all__ = ["Connected", "find_communities", "read_sector_labels", "summarise", "to_network", "top_connected"]
