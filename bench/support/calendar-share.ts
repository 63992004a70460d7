import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import {
  ACCOUNT,
  EMULATED_CLIENT,
  startGoogleEmulator,
  type GoogleEmulator,
} from '../../test/support/google/google-emulator.js';
import { ask } from './gateway.js';
import { startServer, type ServerProcess } from './server-process.js';
import { spreadOf, type Spread } from './statistics.js';
import { WITHOUT_LIMITS } from './without-limits.js';

/** What a calendar query takes beside the time that Google takes. */
export interface CalendarShare {
  readonly name: string;
  /** From sending the query to having read its answer, less Google's time for its request. */
  readonly ownMs: Spread;
  readonly googleMs: Spread;
  /** The gateway's processor time for a query; steadier than its time on a busy machine. */
  readonly cpuMs: number;
}

const SUPERUSER_KEY = randomBytes(33).toString('base64');
const WARM_UP_QUERIES = 200;
const QUERIES = 500;
const EVENTS = 50;

const QUERIES_BY_NAME = {
  calendars: '{ calendars { account nodes { id name role } } }',
  [`calendarEvents, ${EVENTS} events`]:
    '{ calendarEvents { account nodes { id etag summary time { ... on TimedTime ' +
    '{ startAt endAt timeZone } } attendees { email response } } pageInfo { hasNextPage } } }',
  freeBusy:
    '{ freeBusy(since: "2035-01-01T00:00:00Z", until: "2035-01-08T00:00:00Z") ' +
    '{ account calendars { busy { startAt endAt } } } }',
};

/**
 * Asks one query after the other of a gateway whose Google is an emulator in this process, which
 * says how long each request to it took. The way between the two counts as the gateway's.
 */
export async function measureCalendars(
  databaseUrl: string,
  folder: string,
  cores: string | undefined,
): Promise<readonly CalendarShare[]> {
  const google = await startGoogleEmulator();
  for (let hour = 0; hour < EVENTS; hour += 1) {
    const at = (minutes: number) => ({
      dateTime: new Date(Date.UTC(2035, 0, 1, hour, minutes)).toISOString(),
      timeZone: 'Europe/Berlin',
    });
    const attendees = [{ email: ACCOUNT, self: true, responseStatus: 'accepted' }];
    google.events.insert(
      ACCOUNT,
      { summary: 'Meeting', start: at(0), end: at(30), attendees },
      ACCOUNT,
    );
  }
  const gateway = await startServer({
    args: ['dist/cli/index.js', 'serve'],
    env: {
      PORT: '0',
      DATABASE_URL: databaseUrl,
      DATA_DIR: join(folder, 'unused'),
      SUPERUSER_KEY,
      TOKEN_ENCRYPTION_KEYS: `bench:${randomBytes(32).toString('base64')}`,
      // Production would want https of an address that is not Google's own.
      NODE_ENV: 'development',
      ...WITHOUT_LIMITS,
      GOOGLE_CLIENT_ID: EMULATED_CLIENT.id,
      GOOGLE_CLIENT_SECRET: EMULATED_CLIENT.secret,
      GOOGLE_API_ROOT_URL: google.url,
      GOOGLE_OAUTH_ROOT_URL: google.url,
    },
    logFile: join(folder, 'calendars.log'),
    cores,
  });
  try {
    const headers = await connect(gateway.url, google);
    const shares: CalendarShare[] = [];
    for (const [name, query] of Object.entries(QUERIES_BY_NAME)) {
      shares.push({ name, ...(await measure({ gateway, headers, query, google })) });
    }
    return shares;
  } finally {
    await gateway.stop();
    await google.stop();
  }
}

async function measure(query: {
  gateway: ServerProcess;
  headers: Readonly<Record<string, string>>;
  query: string;
  google: GoogleEmulator;
}): Promise<Omit<CalendarShare, 'name'>> {
  const { gateway, headers, google } = query;
  const body = JSON.stringify({ query: query.query });
  const ownMs: number[] = [];
  const googleMs: number[] = [];
  let cpuSeconds = 0;
  for (let asked = 0; asked < WARM_UP_QUERIES + QUERIES; asked += 1) {
    google.forget();
    if (asked === WARM_UP_QUERIES) cpuSeconds = gateway.cpuSeconds();
    const startedAtMs = performance.now();
    const answer = await ask(gateway.url, headers, body);
    const tookMs = performance.now() - startedAtMs;
    if (!answer.includes(ACCOUNT) || answer.includes('"errors"')) {
      throw new Error(`Not the expected answer: ${answer}`);
    }
    if (google.requests.length !== 1) throw new Error('Google was not asked exactly once.');
    if (asked < WARM_UP_QUERIES) continue;
    const atGoogleMs = google.requests[0]?.tookMs ?? Number.NaN;
    googleMs.push(atGoogleMs);
    ownMs.push(tookMs - atGoogleMs);
  }
  const cpuMs = ((gateway.cpuSeconds() - cpuSeconds) * 1_000) / QUERIES;
  return { ownMs: spreadOf(ownMs), googleMs: spreadOf(googleMs), cpuMs };
}

/** Connects the emulated account to the agent that a gateway in development has from its start. */
async function connect(url: string, google: GoogleEmulator): Promise<Record<string, string>> {
  const asSuperuser = { authorization: `Bearer ${SUPERUSER_KEY}` };
  const agent = 'google-calendar-mcp';
  const consent = await ask(
    url,
    asSuperuser,
    JSON.stringify({
      query: `mutation { connectGoogleAccount(input: { agents: ["${agent}"] }) { consentUrl } }`,
    }),
  );
  const { data } = JSON.parse(consent) as {
    data: { connectGoogleAccount: { consentUrl: string } };
  };
  const { redirectTo } = await google.consent(data.connectGoogleAccount.consentUrl);
  await fetch(new URL(`${redirectTo.pathname}${redirectTo.search}`, url));
  const query = `{ currentToken(agent: "${agent}") { token } }`;
  const current = await ask(url, asSuperuser, JSON.stringify({ query }));
  const token = /"token":"(itg_gc_[0-9A-Za-z]{49})"/.exec(current)?.[1];
  if (token === undefined) throw new Error(`No token was answered: ${current}`);
  return { 'x-google-mcp-token': token };
}
