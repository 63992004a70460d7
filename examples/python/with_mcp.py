"""Connects the MCP SDK (version 2 or later) with the agent's current token in each request.

pip install "mcp>=2"
AGENT_KEY=itg_ag_… python3 with_mcp.py https://gateway.example.com front-desk

In a trusted network AGENT_KEY is not needed. The SDK uses httpx2, whose types differ from httpx's, so
with_httpx.py cannot be used here.
"""

import asyncio
import os
import sys

import httpx2
from mcp import Client
from mcp.client.streamable_http import streamable_http_client

from current_token import CurrentToken


class AgentAuth(httpx2.Auth):
    """Adds the current token; after a 401 gets the next one and sends the request once more."""

    def __init__(self, tokens: CurrentToken):
        self._tokens = tokens

    async def async_auth_flow(self, request):
        header, token = await asyncio.to_thread(self._tokens.get)
        request.headers[header] = token
        response = yield request
        if response.status_code != 401:
            return
        next_token = await asyncio.to_thread(self._tokens.replace, token)
        if next_token:
            request.headers[header] = next_token[1]
            yield request


def http_client(tokens: CurrentToken) -> httpx2.AsyncClient:
    """Returns a client with the SDK's timeouts that takes the token to no other origin.

    The SDK's own client follows redirects, and a provider's header would go along.
    """
    timeout = httpx2.Timeout(30, read=300)
    return httpx2.AsyncClient(auth=AgentAuth(tokens), timeout=timeout, follow_redirects=False)


async def main(gateway: str, agent: str) -> None:
    tokens = CurrentToken(gateway, agent, os.environ.get("AGENT_KEY"))
    async with http_client(tokens) as http:
        async with Client(streamable_http_client(f"{gateway}/mcp", http_client=http)) as client:
            for tool in (await client.list_tools()).tools:
                print(tool.name)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:3]))
