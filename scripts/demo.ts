import 'reflect-metadata';

import { randomBytes } from 'node:crypto';
import { relative } from 'node:path';

import { createApp } from '../src/app/create-app.js';
import { loadConfig, secretsOf } from '../src/config/load.js';
import { StartupError } from '../src/platform/errors.js';
import { createLogger } from '../src/platform/log/logger.js';
import { writeErrorLine, writeLine } from '../src/platform/log/write-line.js';
import { createRedact } from '../src/platform/secrets/redact.js';
import {
  ACCOUNT,
  EMULATED_CLIENT,
  startGoogleEmulator,
  type GoogleEmulator,
} from '../test/support/google/google-emulator.js';
import { demoText } from './demo-text.js';

/** The agent that works with the calendars; it exists from the first start. */
const AGENT = 'google-calendar-mcp';
const HOUR_MS = 3_600_000;

/**
 * Runs a gateway against an emulated Google on this machine, with an account that is connected
 * already. Nothing is asked; `PORT`, `DATA_DIR`, `SUPERUSER_KEY` and the other settings hold.
 */
async function main(): Promise<void> {
  const google = await startGoogleEmulator();
  fillCalendar(google);
  const superuserKey = process.env['SUPERUSER_KEY'] || randomBytes(24).toString('base64url');
  const config = loadConfig({
    DATA_DIR: './data/demo',
    LOG_LEVEL: 'warn',
    ...process.env,
    NODE_ENV: 'development',
    SUPERUSER_KEY: superuserKey,
    GOOGLE_CLIENT_ID: EMULATED_CLIENT.id,
    GOOGLE_CLIENT_SECRET: EMULATED_CLIENT.secret,
    GOOGLE_API_ROOT_URL: google.url,
    GOOGLE_OAUTH_ROOT_URL: google.url,
  });
  const redact = createRedact(secretsOf(config));
  const logger = createLogger({ level: config.logLevel, pretty: process.stdout.isTTY, redact });
  const app = await createApp(config, { logger, redact });
  const { url } = app;
  const ask = (input: ConsentOrder) => consentUrl(url, superuserKey, input);
  await connect(url, await ask({ agents: [AGENT], loginHint: ACCOUNT }), google);
  // Of whichever account a person chooses: the agent goes on working with its own.
  const link = await ask({ agents: [] });
  const dataDir = config.postgres === undefined ? shortPath(config.dataDir) : undefined;
  const who = { superuserKey, account: ACCOUNT, agent: AGENT };
  writeLine(demoText({ ...who, url, consentUrl: link, dataDir }));
  let stopping: Promise<unknown> | undefined;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      stopping ??= app.stop().then(() => google.stop());
    });
  }
}

/** A path as it is from this folder, where that is shorter. */
function shortPath(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return fromHere.startsWith('..') ? path : fromHere;
}

/** What a superuser asks an account's owner for. */
interface ConsentOrder {
  readonly agents: readonly string[];
  readonly loginHint?: string;
}

/** Makes a link by which an account's owner connects it. */
async function consentUrl(url: string, superuserKey: string, input: ConsentOrder): Promise<string> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${superuserKey}` },
    body: JSON.stringify({
      query: `mutation ($input: ConnectGoogleAccountInput!) {
        connectGoogleAccount(input: $input) { consentUrl }
      }`,
      variables: { input },
    }),
  });
  const { data, errors } = (await response.json()) as {
    data?: { connectGoogleAccount: { consentUrl: string } } | null;
    errors?: readonly { message: string }[];
  };
  if (!data) throw new StartupError(errors?.[0]?.message ?? 'The account was not connected.');
  return data.connectGoogleAccount.consentUrl;
}

/** Connects the account as people do, but for the click on the consent page. */
async function connect(url: string, link: string, google: GoogleEmulator): Promise<void> {
  // As people do who register a gateway at Google.
  google.allowRedirect(new URL(link).searchParams.get('redirect_uri') ?? '');
  const { redirectTo } = await google.consent(link);
  const back = await fetch(new URL(`${redirectTo.pathname}${redirectTo.search}`, url));
  if (!back.ok) throw new StartupError(`The consent ended with status ${String(back.status)}.`);
}

/** Gives the account something to do. */
function fillCalendar({ events }: GoogleEmulator): void {
  const nextHourMs = Math.ceil(Date.now() / HOUR_MS) * HOUR_MS;
  const at = (hours: number) => ({
    dateTime: new Date(nextHourMs + hours * HOUR_MS).toISOString(),
    timeZone: 'Europe/Berlin',
  });
  events.insert(ACCOUNT, { summary: 'Stand-up', start: at(1), end: at(1.25) }, ACCOUNT);
  events.insert(
    ACCOUNT,
    {
      id: 'lunchatnoon',
      summary: 'Lunch with Alex',
      location: 'Canteen',
      start: at(3),
      end: at(4),
      organizer: { email: 'alex@example.com' },
      attendees: [
        { email: 'alex@example.com', responseStatus: 'accepted' },
        { email: ACCOUNT, self: true, responseStatus: 'needsAction' },
      ],
    },
    ACCOUNT,
  );
  events.insert(ACCOUNT, { summary: 'Design review', start: at(24), end: at(25) }, ACCOUNT);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof StartupError)) throw error;
  writeErrorLine(error.message);
  process.exit(error.exitCode);
}
