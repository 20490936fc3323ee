"""The index of a small made-up document."""

import pytest
from answer_facts import make_facts

from kg.analyse.answers import Index, build_index


@pytest.fixture(scope="session")
def index() -> Index:
    """Return the index of the facts of `answer_facts`."""
    return build_index(make_facts())
