"""requests with an agent's token.

pip install requests
AGENT_KEY=itg_ag_… python3 with_requests.py https://gateway.example.com front-desk

In a trusted network AGENT_KEY is not needed.
"""

import os
import sys
from urllib.parse import urljoin, urlsplit

import requests
from requests.auth import AuthBase

from current_token import CurrentToken


class AgentAuth(AuthBase):
    """Adds the current token; after a 401 gets the next one and sends the request once more."""

    def __init__(self, tokens: CurrentToken):
        self._tokens = tokens

    def __call__(self, request):
        header, token = self._tokens.get()
        request.headers[header] = token

        def check(response, **options):
            sent = response.request
            if response.is_redirect:
                target = urljoin(sent.url, response.headers["location"])
                if _origin(target) != _origin(sent.url):
                    # requests drops Authorization by itself, and no other header.
                    sent.headers.pop(header, None)
            elif response.status_code == 401 and sent.headers.get(header) == token:
                return self._heal(response, header, token, options)
            return response

        request.register_hook("response", check)
        return request

    def _heal(self, response, header, refused, options):
        next_token = self._tokens.replace(refused)
        body = response.request.body
        if next_token is None or not (body is None or isinstance(body, (str, bytes))):
            return response  # what was read from a file or a generator cannot be sent again
        response.content  # the connection can be used again once the answer was read
        response.close()
        again = response.request.copy()
        again.headers[header] = next_token[1]
        answer = response.connection.send(again, **options)
        answer.history.append(response)
        answer.request = again
        return answer


def _origin(url):
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port


if __name__ == "__main__":
    gateway, agent = sys.argv[1:3]
    session = requests.Session()
    session.auth = AgentAuth(CurrentToken(gateway, agent, os.environ.get("AGENT_KEY")))
    query = {"query": "{ viewer { kind name provider scopes } }"}
    print(session.post(f"{gateway}/graphql", json=query, timeout=10).text)
