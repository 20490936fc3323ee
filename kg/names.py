"""Name the terms of `kg.vocab` as plain strings for the writers of triples; a misspelt term raises here too.

Each closed vocabulary is read once, when this module is imported: a term is an attribute, with no look-up behind it.
"""

from __future__ import annotations

from rdflib.namespace import DefinedNamespace

from kg import vocab
from kg.config import POLICY_NAMESPACE
from kg.prefixes import PREFIXES


class Names:
    """The terms of one closed vocabulary, as attributes and by `[]`."""

    def __init__(self, vocabulary: type[DefinedNamespace]) -> None:
        self.namespace = str(vocabulary._NS)
        declared = [vars(cls).get("__annotations__", {}) for cls in vocabulary.__mro__]
        terms = (name for names in (*declared, vocabulary._extras) for name in names if not name.startswith("_"))
        self.__dict__.update((name, self.namespace + name) for name in terms)

    def __getattr__(self, name: str) -> str:
        """Raise `AttributeError`: only a name that is no term comes here."""
        raise AttributeError(f"{name!r} is no term of {self.namespace}")

    def __getitem__(self, name: str) -> str:
        return str(getattr(self, name))

    def __contains__(self, iri: str) -> bool:
        return iri.startswith(self.namespace) and iri[len(self.namespace) :] in self.__dict__


class Concepts:
    """The concepts of a scheme, by `[]`; which there are says the ontology, and the check of terms sees to it."""

    def __init__(self, namespace: str) -> None:
        self.namespace = namespace

    def __getitem__(self, name: str) -> str:
        return self.namespace + name


DCTERMS = Names(vocab.DCTERMS)
ELI = Names(vocab.ELI)
GEO = Names(vocab.GEO)
ITSRDF = Names(vocab.ITSRDF)
NIF = Names(vocab.NIF)
ORG = Names(vocab.ORG)
OWL = Names(vocab.OWL)
POL = Names(vocab.POL)
PROV = Names(vocab.PROV)
RDF = Names(vocab.RDF)
RDFS = Names(vocab.RDFS)
SDO = Names(vocab.SDO)
SH = Names(vocab.SH)
SKOS = Names(vocab.SKOS)
TIME = Names(vocab.TIME)
XSD = Names(vocab.XSD)
SEC, ACTION, ROLE, MODALITY, STATUS = (
    Concepts(PREFIXES[prefix]) for prefix in ("sec", "action", "role", "modality", "status")
)
DECISION = Concepts(POLICY_NAMESPACE + "decision/")
VERDICT = Concepts(PREFIXES["pol"] + "verdict/")
