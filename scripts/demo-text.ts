/** What {@link demoText} tells of. */
export interface Demo {
  readonly url: string;
  readonly superuserKey: string;
  readonly account: string;
  readonly agent: string;
  /** Where a person connects an account; good for ten minutes and for one use. */
  readonly consentUrl: string;
  /** Where the data is, for the command line; `undefined` where DATABASE_URL says so. */
  readonly dataDir: string | undefined;
}

/** A command that finds the demo's data, for the shells of this system. */
function commandLine(command: string, dataDir: string | undefined): string {
  const line = `npx --no-install token-gateway ${command}`;
  if (dataDir === undefined) return line;
  const isWindows = process.platform === 'win32';
  return isWindows ? `$env:DATA_DIR='${dataDir}'; ${line}` : `DATA_DIR='${dataDir}' ${line}`;
}

/** What a demo says once it runs: where it is, and commands to try one after the other. */
export function demoText(demo: Demo): string {
  const { url, superuserKey, account, agent, consentUrl, dataDir } = demo;
  const graphql = `${url}/graphql`;
  const commands = ['agent list', 'google list', `token current ${agent}`];
  const ask = (query: string, header = '-H "X-Google-MCP-Token: $TOKEN"') =>
    `curl -s ${graphql} -H 'Content-Type: application/json' ${header} \\\n  -d '${JSON.stringify({ query })}'`;
  const token = (name: string) =>
    `$(curl -s ${graphql} -H 'Content-Type: application/json' \\\n` +
    `  -d '{ "query": "{ currentToken(agent: \\"${name}\\") { token } }" }' | sed 's/.*"token":"\\([^"]*\\)".*/\\1/')`;
  const inAWeek = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
  const create = `mutation { createCalendarEvent(input: { summary: "Visit", idempotencyKey: "visit-1", time: { timed: { startLocal: "${inAWeek}T10:00:00", endLocal: "${inAWeek}T11:00:00", timeZone: "Europe/Berlin" } } }) { account created event { id etag } } }`;
  return `
  Token Gateway is running, with an emulated Google on this machine.

  In a browser                 ${url}/
  GraphQL and Apollo Sandbox   ${graphql}
  Superuser key                ${superuserKey}
  Google account               ${account}, connected for the agent ${agent}

  Connect an account as its owner would: open this in a browser within ten minutes.

${consentUrl}

  On the command line, in another terminal and this folder:

${commands.map((command) => commandLine(command, dataDir)).join('\n')}

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

  For superusers: another link to connect an account, and how the accounts are.

${ask('mutation { connectGoogleAccount(input: { agents: [] }) { consentUrl expiresAt } }', `-H 'Authorization: Bearer ${superuserKey}'`)}

${ask('{ googleConnections { nodes { account state grantedScopes lastRefreshAt warnings { message } } } }', `-H 'Authorization: Bearer ${superuserKey}'`)}
`;
}
