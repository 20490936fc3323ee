"""Keep a register of commitments: measures and targets with identifiers that stay, and what others say of them."""

from kg.analyse.commitments.carry import make_register
from kg.analyse.commitments.model import COLUMNS, DIFFER, STATES, STEPS, VERDICTS, Commitment, Register, Step, Verdict
from kg.analyse.commitments.reading import read_commitments, read_register
from kg.analyse.commitments.verdicts import attach_verdicts

__all__ = [
    "COLUMNS",
    "DIFFER",
    "STATES",
    "STEPS",
    "VERDICTS",
    "Commitment",
    "Register",
    "Step",
    "Verdict",
    "attach_verdicts",
    "make_register",
    "read_commitments",
    "read_register",
]
