"""The IRI that data begins with: checked before any work, and given its slash."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode

import kg
from kg.config import BASE_IRI, Options
from kg.errors import OptionError
from kg.iri import check_base, mint_document, mint_entity, mint_span

GOOD = {
    BASE_IRI: BASE_IRI,
    "http://x.vn/id": "http://x.vn/id/",
    "http://x.vn": "http://x.vn/",
    "http://x.vn//": "http://x.vn//",
    "HTTPS://X.VN:8443/Id": "https://x.vn:8443/Id/",
    "http://x.vn:/id/": "http://x.vn/id/",
    "http://[::1]:80/id/": "http://[::1]:80/id/",
    "http://x.vn/%C4%91%e1/": "http://x.vn/%C4%91%e1/",
    "http://x.vn/a;b=1,2/~c@d:e/": "http://x.vn/a;b=1,2/~c@d:e/",
    "https://thái-bình.vn/dữ-liệu": "https://thái-bình.vn/dữ-liệu/",
    "https://x.vn/d\u01b0\u0303-li\u00ea\u0323u": "https://x.vn/dữ-liệu/",
}
BAD = (
    "",
    "/",
    "/id/",
    "id",
    "not an iri",
    "//x.vn/id/",
    "http:",
    "http:x.vn/id/",
    "http:///id/",
    "http://:80/",
    "urn:x:y",
    "mailto:a@b.vn",
    "file:///tmp/",
    "ftp://x.vn/",
    "javascript:alert(1)//",
    "http://vi du.vn/id/",
    " http://x.vn/",
    "http://x.vn/\n",
    "http://x.vn/a\tb/",
    "http://x.vn/\u00a0/",
    "http://x.vn/\u200b/",
    "\ufeffhttp://x.vn/",
    "http://x.vn/\u202e/",
    "http://x.vn/\ue000/",
    "http://x.vn/\udcff/",
    "http://x.vn/\x00/",
    "http://x.vn/id#",
    "http://x.vn/#id",
    "http://x.vn/id?",
    "http://x.vn/?d=",
    "http://x.vn/%zz/",
    "http://x.vn/%4",
    "http://x.vn/%",
    'http://x.vn/"/',
    "http://x.vn/<a>/",
    "http://x.vn/{a}/",
    "http://x.vn/a|b/",
    "http://x.vn/a\\b/",
    "http://x.vn/`/",
    "http://x.vn/[a]/",
    "http://x.vn/../id/",
    "http://x.vn/./",
    "http://an:pw@x.vn/",
    "http://x.vn:port/",
    "http://x.vn:99999/",
    "http://[::1/",
    "http://x.vn/" + "a" * 2000,
)


@pytest.mark.parametrize("text", GOOD)
def test_a_base_gets_its_slash_and_one_form(text: str) -> None:
    assert check_base(text) == GOOD[text]
    assert Options(base_iri=text).base_iri == GOOD[text]


@pytest.mark.parametrize("text", BAD)
def test_what_no_iri_can_begin_with_is_refused_by_the_options_name(text: str) -> None:
    with pytest.raises(OptionError, match=r"--base-iri .*https://example\.vn/id/"):
        check_base(text)


@pytest.mark.parametrize("value", [None, 3, b"http://x.vn/"])
def test_what_is_no_text_is_refused_too(value: object) -> None:
    with pytest.raises(OptionError, match="--base-iri"):
        check_base(value)


def test_it_is_checked_before_any_work(tmp_path: Path) -> None:
    with pytest.raises(OptionError):
        kg.build(tmp_path / "missing.txt", out=tmp_path / "out", base_iri="http://x.vn/id#")
    assert list(tmp_path.iterdir()) == []


TEXTS = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="htp:/.%#?@[]aA1\u0111\u0301 \u200f", max_size=30).map("http://x.vn/".__add__),
    st.text(max_size=20).map("https://".__add__),
)


@settings(max_examples=60)
@given(TEXTS)
def test_every_text_is_refused_or_begins_iris_that_every_store_takes(text: str) -> None:
    try:
        base = check_base(text)
    except OptionError as error:
        assert "--base-iri" in str(error)
        return
    assert check_base(base) == base
    assert base.endswith("/")
    document = mint_document(base, "a")
    for iri in (document, mint_span(document, 0, 3), mint_entity(base, "Port", scope="vn", name="cảng")):
        assert NamedNode(iri).value == iri
