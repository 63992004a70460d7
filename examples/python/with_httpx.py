"""httpx with an agent's token, for Client and AsyncClient.

pip install httpx
AGENT_KEY=itg_ag_… python3 with_httpx.py https://gateway.example.com front-desk

In a trusted network AGENT_KEY is not needed.

Leave follow_redirects off, as it is by default: httpx would take the token to other origins.
"""

import asyncio
import os
import sys

import httpx

from current_token import CurrentToken


class AgentAuth(httpx.Auth):
    """Adds the current token; after a 401 gets the next one and sends the request once more."""

    def __init__(self, tokens: CurrentToken):
        self._tokens = tokens

    def sync_auth_flow(self, request):
        header, token = self._tokens.get()
        request.headers[header] = token
        response = yield request
        if response.status_code != 401:
            return
        next_token = self._tokens.replace(token)
        if next_token and _is_repeatable(request):
            request.headers[header] = next_token[1]
            yield request

    async def async_auth_flow(self, request):
        header, token = await asyncio.to_thread(self._tokens.get)
        request.headers[header] = token
        response = yield request
        if response.status_code != 401:
            return
        next_token = await asyncio.to_thread(self._tokens.replace, token)
        if next_token and _is_repeatable(request):
            request.headers[header] = next_token[1]
            yield request


def _is_repeatable(request):
    """A generator's or a file's content is gone once it was sent."""
    return isinstance(request.stream, httpx.ByteStream)


if __name__ == "__main__":
    gateway, agent = sys.argv[1:3]
    auth = AgentAuth(CurrentToken(gateway, agent, os.environ.get("AGENT_KEY")))
    with httpx.Client(auth=auth) as client:
        query = {"query": "{ viewer { kind name provider scopes } }"}
        print(client.post(f"{gateway}/graphql", json=query).text)
