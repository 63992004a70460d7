import { test } from 'vitest';

import type { GoogleAccountFieldsFragment } from '../generated/graphql.js';
import { stopWith } from './fixture-end.js';
import { startGateway, type Answer, type GatewayOptions, type TestGateway } from './gateway.js';
import {
  ConnectGoogleAccountMutation,
  GoogleAccessTokenQuery,
  GoogleConnectionsQuery,
} from './google-operations.js';
import {
  ACCOUNT,
  EMULATED_CLIENT,
  startGoogleEmulator,
  type GoogleEmulator,
} from './google/google-emulator.js';
import { generateToken, providerHeader, registerAgent } from './tokens.js';

/** A gateway beside an emulated Google. */
export interface GoogleGateway extends TestGateway {
  readonly google: GoogleEmulator;
}

/** What the gateway must be told of an emulated Google. */
export function googleEnv(google: GoogleEmulator): Record<string, string> {
  return {
    GOOGLE_CLIENT_ID: EMULATED_CLIENT.id,
    GOOGLE_CLIENT_SECRET: EMULATED_CLIENT.secret,
    GOOGLE_API_ROOT_URL: google.url,
    GOOGLE_OAUTH_ROOT_URL: google.url,
  };
}

/**
 * Starts both, unless there is a Google already. Stopping the gateway stops the Google it started.
 */
export async function startGoogleGateway(
  options: GatewayOptions & { google?: GoogleEmulator } = {},
): Promise<GoogleGateway> {
  const google = options.google ?? (await startGoogleEmulator());
  const gateway = await startGateway({
    ...options,
    env: { AGENT_AUTO_PROVISION: 'off', ...googleEnv(google), ...options.env },
  });
  return {
    ...gateway,
    google,
    stop: async () => {
      google.faults.clear();
      await gateway.stop();
      if (!options.google) await google.stop();
    },
  };
}

/** `gatewayTest` beside an emulated Google. */
export function googleTest(options: GatewayOptions = {}) {
  return test.extend('gateway', { scope: 'file' }, ({}, end) =>
    stopWith(end, startGoogleGateway(options)),
  );
}

/** A page of the gateway. */
export interface Page {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Reads a page without following where it leads. */
export async function readPage(url: string | URL, init: RequestInit = {}): Promise<Page> {
  const response = await fetch(url, { redirect: 'manual', ...init });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** What a superuser may say of a connection. */
export interface ConnectOptions {
  readonly agents?: readonly string[];
  readonly scopes?: readonly string[];
  readonly loginHint?: string;
  /** Who consents; the emulator's first account when left out. */
  readonly account?: string;
}

/** The link to consent, as a superuser gets it. */
export async function consentUrl(
  gateway: GoogleGateway,
  { agents = [], scopes, loginHint }: ConnectOptions = {},
): Promise<string> {
  const input = { agents: [...agents], scopes: scopes && [...scopes], loginHint };
  const { data, errors } = await gateway.send(
    ConnectGoogleAccountMutation,
    { input },
    gateway.superuser,
  );
  if (!data) throw new Error(errors[0]?.message ?? 'connectGoogleAccount did not answer.');
  return data.connectGoogleAccount.consentUrl;
}

/** Goes all the way: link, consent, and back to the gateway. */
export async function connect(gateway: GoogleGateway, options: ConnectOptions = {}): Promise<Page> {
  const url = await consentUrl(gateway, options);
  const { redirectTo } = await gateway.google.consent(url, options.account ?? ACCOUNT);
  return readPage(redirectTo);
}

/** The connections as a superuser sees them. */
export async function connections(
  gateway: TestGateway,
  filter: { agent?: string; state?: 'ACTIVE' | 'NEEDS_CONSENT' | 'REVOKED' } = {},
): Promise<readonly GoogleAccountFieldsFragment[]> {
  const { data, errors } = await gateway.send(GoogleConnectionsQuery, filter, gateway.superuser);
  if (!data) throw new Error(errors[0]?.message ?? 'googleConnections did not answer.');
  return data.googleConnections.nodes;
}

/** The one connection of an account. */
export async function connectionOf(
  gateway: TestGateway,
  account = ACCOUNT,
): Promise<GoogleAccountFieldsFragment> {
  const found = (await connections(gateway)).find((one) => one.account === account);
  if (!found) throw new Error(`${account} is not connected.`);
  return found;
}

/** A calendar agent that may read Google's access tokens, and the header of its token. */
export async function tokenReader(
  gateway: TestGateway,
): Promise<{ name: string; headers: Record<string, string> }> {
  const provider = 'GOOGLE_CALENDAR_MCP';
  const scopes = ['calendar.read', 'calendar.access_token'];
  const name = await registerAgent(gateway, { provider, scopes });
  const { token } = await generateToken(gateway, { provider, agent: name, scopes });
  return { name, headers: providerHeader(provider, token) };
}

/** Reads Google's access token, as an agent or a superuser. */
export function readAccessToken(
  gateway: TestGateway,
  headers: Readonly<Record<string, string>>,
  connection?: string,
): Promise<Answer<{ googleAccessToken: { accessToken: string; account: string } }>> {
  return gateway.send(GoogleAccessTokenQuery, { connection }, headers);
}
