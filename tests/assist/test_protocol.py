"""What the server offers: tools with schemas, resources, prompts; what is not there is not offered."""

from __future__ import annotations

import contextlib
import json
import re
import time
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import jsonschema
import pytest
from assist.speaking import Assistant, connected, http, stdio
from mcp import MCPError

import kg
from kg.assist.prompts import read_prompts
from kg.assist.tools import TOOLS

SILENT = "Ngày đẹp trời.\n"
ONTOLOGY_TOKENS = 2000


@pytest.fixture(scope="module")
def on_nothing(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Return an assistant over a document that says nothing, built without its text."""
    out = tmp_path_factory.mktemp("nothing") / "out"
    kg.build(text=SILENT, name="silent.txt", out=out, keep_text=False).close()
    with connected(stdio(out)) as assistant:
        yield assistant


def test_every_tool_has_schemas_that_are_valid_and_closed(on_plans: Assistant) -> None:
    tools = on_plans.tools
    assert list(tools) == [one.name for one in TOOLS]
    for tool in tools.values():
        for schema in (tool.input_schema, tool.output_schema):
            jsonschema.Draft202012Validator.check_schema(schema)
            assert schema["type"] == "object"
            assert schema["additionalProperties"] is False
        assert tool.annotations.read_only_hint
        assert tool.description
        assert all(field["description"] for field in tool.input_schema["properties"].values())


def test_a_tool_with_nothing_behind_it_is_not_offered(on_sample: Assistant, on_nothing: Assistant) -> None:
    assert {one.name for one in TOOLS} - on_sample.tools.keys() == {"compare"}
    assert set(on_nothing.tools) == {"search", "documents", "describe", "silent", "saved_question", "sparql"}
    assert "has nothing behind it" in on_nothing.fail("gaps", gap="all")
    assert "has nothing behind it" in on_sample.fail("compare", before="thai-binh", after="thai-binh")
    prompts = {one.name for one in on_nothing.ask("list_prompts").prompts}
    assert prompts == {"brief", "follow_a_work"}


def test_what_is_not_there_is_told_as_none_in_all(on_nothing: Assistant, on_sample: Assistant) -> None:
    assert on_nothing.call("search", words="cảng")["total"] == 0
    answer = on_sample.call("search", words="tàu vũ trụ")
    assert (answer["total"], answer["rows"], answer["next_offset"]) == (0, [], None)


def test_the_structured_answer_is_the_text_too(on_sample: Assistant) -> None:
    got = on_sample.ask("call_tool", "targets", {"limit": 2})
    assert json.loads(got.content[0].text) == got.structured_content
    assert len(got.structured_content["rows"]) == 2


def test_the_ontology_is_told_in_brief(on_sample: Assistant) -> None:
    (content,) = on_sample.ask("read_resource", "kg://ontology").contents
    assert len(content.text) / 2.2 < ONTOLOGY_TOKENS  # docs/mcp.md says how tokens were counted
    for word in ("EconomicZone (khu kinh tế)", "responsibility → Responsibility", "<https://w3id.org/policykg/id/>"):
        assert word in content.text
    example = content.text.partition("## Example")[2].partition("\n")[2]
    answer = on_sample.call("sparql", query=example)
    assert answer["total"] == 10
    assert {row["who"] for row in answer["rows"]} >= {"Ban Chấp hành Đảng bộ tỉnh khóa XX"}


def test_documents_are_resources_by_section(on_plans: Assistant, plans_out: Path) -> None:
    listed = on_plans.ask("list_resources").resources
    assert [one.uri for one in listed[:3]] == ["kg://ontology", "kg://documents", "kg://document/qd-88-2026"]
    assert len(listed) == 6
    overview = on_plans.ask("read_resource", "kg://documents").contents[0].text
    assert overview.startswith("4 documents, the newest first:")
    assert "88/QĐ-BTC · 2026-03-20 · Bộ Tài chính" in overview
    page = on_plans.ask("read_resource", "kg://document/qd-88-2026").contents[0].text
    addresses = re.findall(r"kg://document/\S+", page)
    assert len(addresses) == 3
    text = (plans_out / "texts" / "qd-88-2026.txt").read_text(encoding="utf-8")
    for address in addresses:
        (content,) = on_plans.ask("read_resource", address).contents
        assert content.text.startswith("Điều")
        assert content.text in text
    assert {one.uri_template for one in on_plans.ask("list_resource_templates").resource_templates} >= {
        "kg://document/{slug}"
    }


@pytest.mark.parametrize(
    "address",
    [
        *(
            "kg://nothing",
            "kg://document",
            "kg://document/nothing",
            "kg://document/qd-88-2026/nothing",
            "file:///etc/passwd",
        ),
        *(
            "kg://documents?offset=99",
            "kg://documents?x=1",
            "kg://document/..%2F..%2Fetc/passwd",
            "kg://[",
            "http://x/",
        ),
    ],
)
def test_another_address_is_an_error_with_its_remedy(on_plans: Assistant, address: str) -> None:
    with pytest.raises(MCPError) as caught:
        on_plans.ask("read_resource", address)
    assert re.search(r"\(.+\)$", caught.value.message)


def test_prompts_are_filled_in_both_languages(on_plans: Assistant) -> None:
    prompts = on_plans.ask("list_prompts").prompts
    assert [one.name for one in prompts] == [one["name"] for one in read_prompts()["prompts"]]
    for one in prompts:
        given = {argument.name: "2026-06-01" for argument in one.arguments if argument.required}
        vietnamese = on_plans.ask("get_prompt", one.name, given).messages[0].content.text
        english = on_plans.ask("get_prompt", one.name, given | {"lang": "en"}).messages[0].content.text
        assert "Chỉ dùng những gì các công cụ trả về" in vietnamese
        assert "Use only what the tools return" in english
        assert "{" not in vietnamese + english
        assert all(value in vietnamese for value in given.values())
        assert any(re.search(rf"\b{tool.name}\b", english) for tool in TOOLS)
    for name, given, said in (
        ("brief", {}, "needs the argument document"),
        ("brief", {"document": "x", "lang": "fr"}, "no language"),
        ("brief", {"document": "x", "other": "y"}, "no argument"),
        ("nothing", {}, "no prompt"),
    ):
        with pytest.raises(MCPError, match=said):
            on_plans.ask("get_prompt", name, given)


def test_a_build_into_the_folder_is_taken_over(tmp_path: Path) -> None:
    out = tmp_path / "out"
    kg.build(text="1. Sở Y tế xây dựng bệnh viện trước ngày 30/6/2026.\n", name="one.txt", out=out).close()
    with connected(stdio(out)) as assistant:
        assert assistant.call("documents")["total"] == 1
        kg.build(text="1. Sở Y tế nâng cấp bệnh viện trước ngày 30/6/2027.\n", name="two.txt", out=out).close()
        deadline = time.monotonic() + 30
        while assistant.call("documents")["total"] != 2:
            assert time.monotonic() < deadline
            time.sleep(0.1)
        assert assistant.call("who_does_what", body="Sở Y tế")["total"] == 2
        assert "compare" in assistant.tools


def post(address: str, *, method: str = "POST", **headers: str) -> int:
    """Return the status of a message over HTTP."""
    message = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}})
    kinds = {"content-type": "application/json", "accept": "application/json, text/event-stream"}
    connection = HTTPConnection(urlsplit(address).netloc, timeout=60)
    with contextlib.closing(connection):
        connection.request(method, "/mcp", message if method == "POST" else None, kinds | headers)
        response = connection.getresponse()
        response.read()
        return response.status


def test_over_http_it_speaks_to_its_own_machine_only(plans_address: str) -> None:
    assert post(plans_address) == 200
    assert post(plans_address, host="evil.example") == 421
    assert post(plans_address, origin="https://evil.example") == 403
    assert post(plans_address, origin="null") == 403
    assert post(plans_address, origin="http://localhost:3000") == 200
    assert post(plans_address, method="GET") == 405


def test_a_token_is_asked_for(sample_out: Path, tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.write_text("a-token-of-some-length", encoding="ascii")
    with http(sample_out, "--token-file", str(token)) as address:
        assert post(address) == 401
        assert post(address, authorization="Bearer a-token-of-some-length") == 200


def test_both_eras_of_the_protocol_are_spoken(plans_address: str, plans_out: Path) -> None:
    for server in (f"{plans_address}/mcp", stdio(plans_out)):
        with connected(server, mode="legacy") as assistant:
            assert assistant.call("documents")["total"] == 4
            assert "compare" in assistant.tools


def test_an_address_for_others_has_to_be_said(run_kg, sample_out: Path, tmp_path: Path) -> None:
    done = run_kg("mcp", sample_out, "--http", "--host", "0.0.0.0", "--port", "0")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--public" in done.stderr
    for base in ("nothing", "ftp://x", "http://x/?a=b"):
        done = run_kg("mcp", sample_out, "--base-url", base, input="")
        assert done.returncode == 2
        assert "is no address of pages" in done.stderr
    done = run_kg("mcp", tmp_path, input="")
    assert (done.returncode, done.stdout) == (2, "")
    assert "is no graph folder" in done.stderr


def test_the_pages_are_where_the_base_url_says(sample_out: Path) -> None:
    with connected(stdio(sample_out, "--base-url", "https://kg.example/a/")) as assistant:
        row = assistant.call("search", words="cang diem dien")["rows"][0]
        assert row["open"] == "https://kg.example/a/text/thai-binh?start=9735&end=9749#cited"
