/** What {@link demoText} tells of. */
export interface Demo {
  readonly url: string;
  readonly superuserKey: string;
  readonly account: string;
  readonly agent: string;
}

/** What a demo says once it runs: where it is, and commands to try one after the other. */
export function demoText({ url, superuserKey, account, agent }: Demo): string {
  const graphql = `${url}/graphql`;
  const ask = (query: string, header = '-H "X-Google-MCP-Token: $TOKEN"') =>
    `curl -s ${graphql} -H 'Content-Type: application/json' ${header} \\\n  -d '${JSON.stringify({ query })}'`;
  const token = (name: string) =>
    `$(curl -s ${graphql} -H 'Content-Type: application/json' \\\n` +
    `  -d '{ "query": "{ currentToken(agent: \\"${name}\\") { token } }" }' | sed 's/.*"token":"\\([^"]*\\)".*/\\1/')`;
  const inAWeek = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
  const create = `mutation { createCalendarEvent(input: { summary: "Visit", idempotencyKey: "visit-1", time: { timed: { startLocal: "${inAWeek}T10:00:00", endLocal: "${inAWeek}T11:00:00", timeZone: "Europe/Berlin" } } }) { account created event { id etag } } }`;
  return `
  Token Gateway is running, with an emulated Google on this machine.

  GraphQL and Apollo Sandbox   ${graphql}
  Superuser key                ${superuserKey}
  Google account               ${account}, connected for the agent ${agent}

  Fetch the agent’s token:

TOKEN=${token(agent)}

  Its calendars, and what is coming up:

${ask('{ calendars { account nodes { id name primary role timeZone } } }')}

${ask('{ calendarEvents(first: 5) { account nodes { id summary etag } } }')}

  Make an event. Send it twice: the key makes it one.

${ask(create)}

  Answer an invitation:

${ask('mutation { respondToCalendarEvent(input: { id: "lunchatnoon", response: ACCEPTED }) { event { summary attendees { email response } } } }')}

  Change an event that somebody else has changed since: refused with CONFLICT.

${ask('mutation { updateCalendarEvent(input: { id: "lunchatnoon", etag: "\\"1\\"", location: "Roof" }) { event { etag } } }')}

  Delete one:

${ask('mutation { deleteCalendarEvent(input: { id: "lunchatnoon" }) { account } }')}

  A LiveKit token opens no calendar:

LIVEKIT=${token('livekit')}
${ask('{ calendars { nodes { id } } }', '-H "X-LiveKit-Token: $LIVEKIT"')}

  How the account is, for superusers:

${ask('{ googleConnections { nodes { account state grantedScopes lastRefreshAt warnings { message } } } }', `-H 'Authorization: Bearer ${superuserKey}'`)}
`;
}
