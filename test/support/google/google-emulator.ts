import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';

import { createServer } from '@emulators/core';
import { getGoogleStore, googlePlugin, seedFromConfig } from '@emulators/google';
import { serve } from '@hono/node-server';

import { CalendarRoutes } from './calendar-routes.js';
import { EventBook } from './event-book.js';
import { FaultPlan } from './fault-plan.js';

/** The OAuth client that the emulator knows. */
export const EMULATED_CLIENT = {
  id: 'token-gateway.apps.googleusercontent.com',
  secret: 'GOCSPX-emulated-client-secret',
} as const;

/** The account that works with the calendars; its primary calendar has the same id. */
export const ACCOUNT = 'maya@example.com';
/** A second account, for what must not be mixed up. */
export const OTHER_ACCOUNT = 'other@example.com';

/** So many that one call cannot read all of them. */
export const FURTHER_ACCOUNTS = Array.from(
  { length: 10 },
  (_, place) => `further${String(place)}@example.com`,
);

/** A request that arrived, without its credentials and body. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly ifMatch: string | undefined;
  /** How long the answer took; `undefined` until it is given. */
  tookMs: number | undefined;
}

/** What identifies an account of the emulator. */
export interface EmulatedIdentity {
  readonly sub: string;
  readonly email: string;
  readonly emailVerified: boolean;
}

/** A calendar that an account of the emulator sees. */
export interface EmulatedCalendar {
  readonly id: string;
  readonly summary: string;
  /** Answered as it is, whatever it says. */
  readonly timeZone: string;
  readonly accessRole?: 'owner' | 'writer' | 'reader' | 'freeBusyReader';
  /** Whether it is on the account's list; it is unless this is false. */
  readonly isListed?: boolean;
  /** Who sees it; the emulator's first account when left out. */
  readonly account?: string;
}

/** Google on this machine: OAuth and calendars, which fail as they are told to. */
export interface GoogleEmulator {
  /** For `GOOGLE_API_ROOT_URL` and `GOOGLE_OAUTH_ROOT_URL`. */
  readonly url: string;
  readonly faults: FaultPlan;
  /** Every request since the start or the last `forget()`. */
  readonly requests: readonly SeenRequest[];
  /** The events, to look at or to change behind the gateway's back. */
  readonly events: EventBook;
  /** How many requests arrived whose `METHOD /path` has this in it. */
  count(request: string | RegExp): number;
  /** Forgets the requests seen so far. */
  forget(): void;
  /** Lets an account see one more calendar. */
  addCalendar(calendar: EmulatedCalendar): void;
  /** Makes a group, of which free and busy times can be asked for. */
  addGroup(id: string, members: readonly string[]): void;
  /** Lets the consent page lead back to this URI; `consent()` does not ask. */
  allowRedirect(uri: string): void;
  /** Changes who an account is: what Google says of it from now on. */
  changeAccount(account: string, changes: Partial<EmulatedIdentity>): void;
  /** What Google says of an account. */
  identityOf(account: string): EmulatedIdentity;
  /** Ends every access token: whoever shows one is answered 401. Refresh tokens stay good. */
  expireAccessTokens(): void;
  /** Goes through the consent page as `account` would, without a browser. */
  consent(
    consentUrl: string,
    account?: string,
  ): Promise<{ redirectTo: URL; code: string; state: string | null }>;
  /** Redeems a consent of `account` for tokens, as a client without PKCE does. */
  grant(
    scopes: readonly string[],
    account?: string,
  ): Promise<{ accessToken: string; refreshToken: string }>;
  stop(): Promise<void>;
}

/** Starts the emulator on a port of its own choosing, unless one is asked for. */
export async function startGoogleEmulator(
  options: { port?: number } = {},
): Promise<GoogleEmulator> {
  const faults = new FaultPlan();
  const requests: SeenRequest[] = [];
  // Replaced once the port is known, which the emulator wants to be told.
  let answer = (_request: Request) => Promise.resolve(new Response(null, { status: 503 }));
  const server = serve({
    hostname: '127.0.0.1',
    port: options.port ?? 0,
    fetch: async (request, { incoming }) => {
      const url = new URL(request.url);
      const { method } = request;
      const startedAtMs = performance.now();
      const seen: SeenRequest = {
        method,
        path: url.pathname,
        query: Object.fromEntries(url.searchParams),
        ifMatch: request.headers.get('if-match') ?? undefined,
        tookMs: undefined,
      };
      requests.push(seen);
      const sent = method === 'POST' ? await request.clone().text() : '';
      const fault = faults.take(`${method} ${url.pathname}`, sent);
      const response = fault
        ? await faults.meet(fault, () => answer(request))
        : await answer(request);
      seen.tookMs = performance.now() - startedAtMs;
      if (!response) incoming.socket.destroy();
      return response ?? new Response(null, { status: 500 });
    },
  });
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const { app, store, tokenMap } = createServer(googlePlugin, { baseUrl: url });
  seedFromConfig(store, url, {
    users: [
      { email: ACCOUNT, name: 'Maya Example' },
      { email: OTHER_ACCOUNT, name: 'Other Example' },
      ...FURTHER_ACCOUNTS.map((email) => ({ email, name: 'Further Example' })),
    ],
    calendars: [
      calendar(ACCOUNT, { id: ACCOUNT, summary: ACCOUNT, primary: true }),
      calendar(ACCOUNT, { id: 'team@group.calendar.google.com', summary: 'Team' }),
      calendar(ACCOUNT, {
        id: 'holidays@group.v.calendar.google.com',
        summary: 'Holidays',
        access_role: 'reader',
      }),
      ...[OTHER_ACCOUNT, ...FURTHER_ACCOUNTS].map((account) =>
        calendar(account, { id: account, summary: account, primary: true }),
      ),
    ],
  });
  const client = getGoogleStore(store).oauthClients.insert({
    client_id: EMULATED_CLIENT.id,
    client_secret: EMULATED_CLIENT.secret,
    name: 'Token Gateway',
    redirect_uris: [],
  });
  const events = new EventBook();
  const unlisted = new Set<string>();
  const groups = new Map<string, readonly string[]>();
  const routes = new CalendarRoutes({
    store: getGoogleStore(store),
    tokens: tokenMap,
    events,
    unlisted,
    groups,
  });
  answer = async (request) =>
    (await routes.answer(request)) ?? (await Promise.resolve(app.fetch(request)));

  const consent = async (consentUrl: string, account = ACCOUNT) => {
    const asked = new URL(consentUrl).searchParams;
    const fields = [
      'redirect_uri',
      'scope',
      'state',
      'nonce',
      'client_id',
      'code_challenge',
      'code_challenge_method',
    ];
    const response = await fetch(`${url}/o/oauth2/v2/auth/callback`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams([
        ['email', account],
        ...fields.map((field): [string, string] => [field, asked.get(field) ?? '']),
      ]),
    });
    const redirectTo = new URL(response.headers.get('location') ?? '');
    const { searchParams } = redirectTo;
    return { redirectTo, code: searchParams.get('code') ?? '', state: searchParams.get('state') };
  };
  const userOf = (account: string) => {
    const user = getGoogleStore(store).users.findOneBy('email', account);
    if (!user) throw new Error(`The emulator has no account ${account}.`);
    return user;
  };
  return {
    url,
    faults,
    requests,
    events,
    count: (wanted) =>
      requests.filter(({ method, path }) =>
        typeof wanted === 'string'
          ? `${method} ${path}`.includes(wanted)
          : wanted.test(`${method} ${path}`),
      ).length,
    forget: () => void requests.splice(0),
    addCalendar: ({ id, summary, timeZone, accessRole, isListed, account }) => {
      const added = { id, summary, time_zone: timeZone, access_role: accessRole ?? 'owner' };
      seedFromConfig(store, url, { calendars: [calendar(account ?? ACCOUNT, added)] });
      if (isListed === false) unlisted.add(id);
    },
    addGroup: (id, members) => void groups.set(id, members),
    allowRedirect: (uri) => {
      const { redirect_uris } = getGoogleStore(store).oauthClients.get(client.id) ?? client;
      getGoogleStore(store).oauthClients.update(client.id, {
        redirect_uris: [...redirect_uris, uri],
      });
    },
    changeAccount: (account, { sub, email, emailVerified }) => {
      getGoogleStore(store).users.update(userOf(account).id, {
        ...(sub === undefined ? {} : { uid: sub }),
        ...(email === undefined ? {} : { email }),
        ...(emailVerified === undefined ? {} : { email_verified: emailVerified }),
      });
    },
    identityOf: (account) => {
      const { uid: sub, email, email_verified: emailVerified } = userOf(account);
      return { sub, email, emailVerified };
    },
    expireAccessTokens: () => {
      tokenMap.clear();
    },
    consent,
    grant: async (scopes, account = ACCOUNT) => {
      const redirectUri = 'http://127.0.0.1/granted';
      const asked = new URLSearchParams({
        client_id: EMULATED_CLIENT.id,
        redirect_uri: redirectUri,
        scope: scopes.join(' '),
        state: randomBytes(8).toString('hex'),
      });
      const { code } = await consent(`${url}/o/oauth2/v2/auth?${asked.toString()}`, account);
      const response = await fetch(`${url}/oauth2/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'authorization_code',
          code,
          redirect_uri: redirectUri,
          client_id: EMULATED_CLIENT.id,
          client_secret: EMULATED_CLIENT.secret,
        }),
      });
      const body = (await response.json()) as { access_token: string; refresh_token: string };
      return { accessToken: body.access_token, refreshToken: body.refresh_token };
    },
    stop: async () => {
      faults.clear();
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
        if ('closeAllConnections' in server) server.closeAllConnections();
      });
    },
  };
}

function calendar(
  owner: string,
  fields: {
    id: string;
    summary: string;
    primary?: boolean;
    access_role?: string;
    time_zone?: string;
  },
) {
  return { user_email: owner, time_zone: 'Europe/Berlin', ...fields };
}
