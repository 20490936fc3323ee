"""Speak the protocol: a server of the official SDK whose handlers answer from the tools, resources and prompts.

What a call does wrong is the result of the tool, marked as an error, with its remedy: so an assistant can mend it. What
is no tool, resource or prompt is an error of the protocol.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import mcp_types as types
from mcp.server.lowlevel.server import Server
from mcp.shared.exceptions import MCPError
from starlette.exceptions import HTTPException

from kg.assist.arguments import read_arguments
from kg.assist.asked import Asked, explain
from kg.assist.offers import offers
from kg.assist.prompts import list_prompts, write_prompt
from kg.assist.resources import TEMPLATES, list_resources, read_resource
from kg.assist.tools import TOOLS, Tool
from kg.config import VERSION
from kg.errors import KgError

_INSTRUCTIONS = """What Vietnamese policy documents say, each row with the words it rests on. Read-only.
Every row has quote (exactly text[start:end] of the document), document number, section, page where known, confidence,
and open: give them along, and the address in open as the link. total says how many there are in all; take the next ones
with offset = next_offset. What is not there is left out of a row. An error says what to do; it never means "none".
Words may be in Vietnamese with or without accents. The day is never known here: pass today."""
_Context = Any


def make_server(asked: Callable[[], Asked]) -> Server[Any]:
    """Return the server; `asked` gives what the handlers ask, once it is there."""
    handlers = _Handlers(asked)
    return Server(
        "policy-kg",
        title="Đồ thị tri thức chính sách · Policy knowledge graph",
        version=VERSION,
        instructions=_INSTRUCTIONS,
        on_list_tools=handlers.list_tools,
        on_call_tool=handlers.call_tool,
        on_list_resources=handlers.list_resources,
        on_list_resource_templates=handlers.list_templates,
        on_read_resource=handlers.read_resource,
        on_list_prompts=handlers.list_prompts,
        on_get_prompt=handlers.get_prompt,
    )


class _Handlers:
    """The handlers, over the graph that is served at present."""

    def __init__(self, asked: Callable[[], Asked]) -> None:
        self._asked = asked

    # --- tools -----------------------------------------------------------------------------------

    async def list_tools(self, ctx: _Context, params: types.PaginatedRequestParams | None) -> types.ListToolsResult:
        """List the tools that have something behind them in this graph."""
        _refuse_cursor(params)
        there = await self._there()
        return types.ListToolsResult(tools=[_show_tool(one) for one in TOOLS if one.is_offered(there)])

    async def call_tool(self, ctx: _Context, params: types.CallToolRequestParams) -> types.CallToolResult:
        """Answer a call."""
        tool = next((one for one in TOOLS if one.name == params.name), None)
        if tool is None:
            known = ", ".join(one.name for one in TOOLS)
            raise MCPError(types.INVALID_PARAMS, f"there is no tool {params.name[:40]!r} (tools: {known})")
        try:
            asked = self._asked()
            if not tool.is_offered(await offers(asked)):
                return _fail(f"{tool.name} has nothing behind it in this graph (tools/list names those that have)")
            answer = await tool.answer(asked, read_arguments(asked, tool, params.arguments or {}))
        except (HTTPException, KgError) as error:
            return _fail(explain(error))
        written = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
        return types.CallToolResult(content=[types.TextContent(type="text", text=written)], structured_content=answer)

    async def _there(self) -> dict[str, int]:
        try:
            return await offers(self._asked())
        except HTTPException as error:
            raise MCPError(types.INTERNAL_ERROR, explain(error)) from error

    # --- resources -------------------------------------------------------------------------------

    async def list_resources(
        self, ctx: _Context, params: types.PaginatedRequestParams | None
    ) -> types.ListResourcesResult:
        """List the resources, some documents at a time."""
        cursor = (params.cursor if params else None) or "0"
        known = len(self._asked().site.listed)
        if not (cursor.isascii() and cursor.isdigit() and len(cursor) < 10 and int(cursor) < max(known, 1)):
            raise MCPError(types.INVALID_PARAMS, f"there is no page {cursor[:40]!r} (begin without a cursor)")
        some, behind = list_resources(self._asked(), int(cursor))
        return types.ListResourcesResult(
            resources=[
                types.Resource(uri=one.uri, name=one.name, description=one.about, mime_type=one.media_type)
                for one in some
            ],
            next_cursor=None if behind is None else str(behind),
        )

    async def list_templates(
        self, ctx: _Context, params: types.PaginatedRequestParams | None
    ) -> types.ListResourceTemplatesResult:
        """List what addresses of resources look like."""
        _refuse_cursor(params)
        return types.ListResourceTemplatesResult(
            resource_templates=[
                types.ResourceTemplate(
                    uri_template=one.uri, name=one.name, description=one.about, mime_type=one.media_type
                )
                for one in TEMPLATES
            ]
        )

    async def read_resource(self, ctx: _Context, params: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        """Give a resource."""
        try:
            kind, text = await read_resource(self._asked(), str(params.uri))
        except (HTTPException, KgError) as error:
            raise MCPError(types.INVALID_PARAMS, explain(error)) from error
        return types.ReadResourceResult(
            contents=[types.TextResourceContents(uri=params.uri, mime_type=kind, text=text)]
        )

    # --- prompts ---------------------------------------------------------------------------------

    async def list_prompts(self, ctx: _Context, params: types.PaginatedRequestParams | None) -> types.ListPromptsResult:
        """List the prompts."""
        _refuse_cursor(params)
        lang = types.PromptArgument(
            name="lang", description="vi (mặc định) hoặc en · vi (default) or en", required=False
        )
        return types.ListPromptsResult(
            prompts=[
                types.Prompt(
                    name=one["name"],
                    title=f"{one['title']['vi']} · {one['title']['en']}",
                    arguments=[
                        *(
                            types.PromptArgument(
                                name=name, description=f"{about['vi']} · {about['en']}", required=about["required"]
                            )
                            for name, about in one["arguments"].items()
                        ),
                        lang,
                    ],
                )
                for one in list_prompts(await self._there())
            ]
        )

    async def get_prompt(self, ctx: _Context, params: types.GetPromptRequestParams) -> types.GetPromptResult:
        """Give a prompt with its arguments filled in."""
        try:
            title, text = write_prompt(params.name, params.arguments or {}, there=await self._there())
        except KgError as error:
            raise MCPError(types.INVALID_PARAMS, explain(error)) from error
        said = types.TextContent(type="text", text=text)
        return types.GetPromptResult(description=title, messages=[types.PromptMessage(role="user", content=said)])


def _show_tool(tool: Tool) -> types.Tool:
    return types.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.about,
        input_schema=tool.input,
        output_schema=tool.output,
        annotations=types.ToolAnnotations(
            read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
        ),
    )


def _fail(said: str) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(type="text", text=said)], is_error=True)


def _refuse_cursor(params: types.PaginatedRequestParams | None) -> None:
    if params is not None and params.cursor:
        raise MCPError(types.INVALID_PARAMS, "there is one page only (leave the cursor out)")
