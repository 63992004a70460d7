"""A client written for the older REST service: it uses two of its paths, and no GraphQL.

python3 older_service_client.py http://127.0.0.1:4000

It fetches the token that is valid now, without a credential, from an address that the service trusts;
sends it with each request; and after a 401 fetches it once more. New clients should use
with_requests.py, which renews tokens before they expire and is safe to share between threads.
"""

import sys

import requests

TOKEN_PATH = "/api/google-calendar-mcp/tokens/current-token/"
CALENDARS_PATH = "/api/calendars/"
TIMEOUT_SECONDS = 10


class NoToken(Exception):
    """The service has no valid token; the message says what to do."""


class CalendarClient:
    """Reads calendars with the agent's current token."""

    def __init__(self, service):
        """service: its address."""
        self._service = service.rstrip("/")
        self._session = requests.Session()
        self._token = None

    def calendars(self):
        """The calendars of the account. Raises NoToken and requests' own errors."""
        if self._token is None:
            self._token = self._current_token()
        response = self._get_calendars()
        if response.status_code == 401:
            self._token = self._current_token()
            response = self._get_calendars()
        response.raise_for_status()
        return response.json()

    def _get_calendars(self):
        headers = {"X-Google-MCP-Token": self._token}
        url = self._service + CALENDARS_PATH
        return self._session.get(url, headers=headers, timeout=TIMEOUT_SECONDS)

    def _current_token(self):
        response = self._session.get(self._service + TOKEN_PATH, timeout=TIMEOUT_SECONDS)
        response.raise_for_status()
        answer = response.json()
        if not answer["valid"]:
            raise NoToken(answer["message"])
        return answer["token"]


if __name__ == "__main__":
    service = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:4000"
    for calendar in CalendarClient(service).calendars():
        print(calendar["id"], calendar["name"])
