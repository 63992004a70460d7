"""An agent's current token: fetched once for all threads, renewed when due, healed after a 401.

Only the standard library is needed. with_requests.py, with_httpx.py and with_mcp.py are built on it.
"""

import json
import random
import threading
import time
import urllib.error
import urllib.request
from datetime import datetime
from email.utils import parsedate_to_datetime

TIMEOUT_SECONDS = 10
LONGEST_PAUSE_SECONDS = 60
# Letter for letter what the client for JavaScript sends: each gateway has it registered.
QUERY = (
    "query CurrentToken($agent: String!) { currentToken(agent: $agent)"
    " { header token expiresAt refreshAt valid message } }"
)


class NoToken(Exception):
    """The gateway did not hand out a token; the message says why and what to do."""


class CurrentToken:
    """Holds the token of one agent. Safe to share between threads."""

    def __init__(self, url, agent, agent_key=None):
        """url: the gateway's address; agent_key: `itg_ag_…`, or None in a trusted network."""
        self._url = url.rstrip("/") + "/graphql"
        self._agent = agent
        self._agent_key = agent_key
        self._lock = threading.Lock()
        self._held = None  # (header, token)
        self._due_at = self._ends_at = self._retry_at = 0.0  # by the monotonic clock
        self._failures = 0
        self._refused = None

    def get(self):
        """The header and the token to send in it. Raises NoToken."""
        with self._lock:
            now = time.monotonic()
            if self._held and now < self._due_at:
                return self._held
            if now < self._retry_at:
                return self._held_or_raise(NoToken("The last request for a token just failed."))
            try:
                return self._ask()
            except NoToken as error:
                return self._held_or_raise(error)

    def replace(self, refused):
        """What to send in place of a token that was answered 401, or None where there is no other."""
        with self._lock:
            if self._held and self._held[1] != refused:
                return self._held  # another thread has renewed it
            if time.monotonic() < self._retry_at:
                return None
            self._refused = refused
            try:
                held = self._ask()
            except NoToken:
                return None
            return None if held[1] == refused else held

    def _held_or_raise(self, error):
        """A token that is due serves on until it expires."""
        if self._held and time.monotonic() < self._ends_at:
            return self._held
        raise error

    def _ask(self):
        try:
            answer, server_now = self._fetch()
        except NoToken:
            self._back_off()
            raise
        if answer["token"] is None:
            self._held = None
            self._back_off()
            raise NoToken(answer["message"])
        now = time.monotonic()
        # Durations by the gateway's clock: this machine's may be wrong.
        ends_in = (_instant(answer["expiresAt"]) - server_now).total_seconds()
        due_in = (_instant(answer["refreshAt"]) - server_now).total_seconds()
        if due_in > 0:
            due_in += random.random() * (ends_in - due_in) / 10
        else:  # renewed by hand: look now and then
            due_in = max(1, (1 + random.random()) * ends_in / 10)
        self._held = (answer["header"], answer["token"])
        self._due_at, self._ends_at = now + due_in, now + ends_in
        if answer["token"] == self._refused:
            self._back_off()  # the gateway still considers it valid, so asking again does not help
        else:
            self._failures, self._retry_at = 0, 0.0
        return self._held

    def _fetch(self):
        headers = {"Content-Type": "application/json"}
        if self._agent_key:
            headers["Authorization"] = f"Bearer {self._agent_key}"
        body = json.dumps({"query": QUERY, "variables": {"agent": self._agent}}).encode()
        request = urllib.request.Request(self._url, body, headers)
        try:
            with _OPENER.open(request, timeout=TIMEOUT_SECONDS) as response:
                server_now = parsedate_to_datetime(response.headers["Date"])
                return json.load(response)["data"]["currentToken"], server_now
        except urllib.error.HTTPError as error:
            raise NoToken(_message_of(error)) from None
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise NoToken(f"The gateway did not answer as it should: {error}") from None

    def _back_off(self):
        self._failures += 1
        pause = min(2 ** (self._failures - 1), LONGEST_PAUSE_SECONDS)
        self._retry_at = time.monotonic() + pause * (0.5 + random.random() / 2)


class _NoRedirections(urllib.request.HTTPRedirectHandler):
    """urllib would take the agent's key along to wherever an answer points."""

    def redirect_request(self, *_arguments):
        return None


_OPENER = urllib.request.build_opener(_NoRedirections)


def _instant(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def _message_of(error):
    try:
        return json.load(error)["errors"][0]["message"]
    except (ValueError, KeyError, TypeError, IndexError):
        return f"The gateway's address answered {error.code}."
