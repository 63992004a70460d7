import { z } from 'zod';

import { hasProtocol, secret, wholeNumber } from '../shapes.js';

/** The OAuth client that was registered for the gateway in Google Cloud. */
export interface GoogleClient {
  readonly id: string;
  readonly secret: string;
}

/** How the gateway speaks with Google. */
export interface GoogleSettings {
  /** `undefined`: nobody can connect an account by consent. */
  readonly client: GoogleClient | undefined;
  /** Where Google's APIs are, without a final slash. */
  readonly apiRootUrl: string;
  /** An emulator's or a proxy's address in place of Google's own for OAuth; no final slash. */
  readonly oauthRootUrl: string | undefined;
  /** How long a request to the gateway may wait for Google's calendars in all. */
  readonly timeoutSeconds: number;
}

/** Where the gateway's pages about Google are, below its public address. */
export const GOOGLE_PATHS = {
  callback: '/oauth/google/callback',
  connect: '/oauth/google/connect',
} as const;

const GOOGLE_API_ROOT_URL = 'https://www.googleapis.com';

const credential = z
  .string()
  .regex(/^[\x21-\x7e]{1,500}$/, 'must be 1 to 500 printable characters without spaces');

const root = z
  .string()
  .refine(
    (text) => hasProtocol(text, ['http:', 'https:']) && /^[^\s?#@]+$/.test(text),
    'must be an http or https URL without a query and without a user name',
  )
  .transform((text) => text.replace(/\/+$/, ''))
  .optional();

/** The shapes of the settings about Google. */
export const googleSettingShapes = {
  GOOGLE_CLIENT_ID: credential.optional(),
  GOOGLE_CLIENT_SECRET: secret(credential),
  GOOGLE_API_ROOT_URL: root,
  GOOGLE_OAUTH_ROOT_URL: root,
  GOOGLE_TIMEOUT_SECONDS: wholeNumber(1, 60).default(4),
};

/** The settings about Google in the form that the gateway uses. */
export function googleSettings(
  values: z.output<z.ZodObject<typeof googleSettingShapes>>,
): GoogleSettings {
  const { GOOGLE_CLIENT_ID: id, GOOGLE_CLIENT_SECRET: secret } = values;
  return Object.freeze({
    client: id === undefined || secret === undefined ? undefined : Object.freeze({ id, secret }),
    apiRootUrl: values.GOOGLE_API_ROOT_URL ?? GOOGLE_API_ROOT_URL,
    oauthRootUrl: values.GOOGLE_OAUTH_ROOT_URL,
    timeoutSeconds: values.GOOGLE_TIMEOUT_SECONDS,
  });
}

/**
 * What is wrong with the settings about Google taken together: half of a client, and in production
 * an address on which somebody in between could read access tokens.
 */
export function googleSettingProblems(
  present: Readonly<Record<string, unknown>>,
): readonly (readonly [name: string, problem: string])[] {
  const problems: [string, string][] = [];
  const { GOOGLE_CLIENT_ID: id, GOOGLE_CLIENT_SECRET: secret } = present;
  if (id !== undefined && secret === undefined) {
    problems.push(['GOOGLE_CLIENT_SECRET', 'is required with GOOGLE_CLIENT_ID']);
  }
  if (id === undefined && secret !== undefined) {
    problems.push(['GOOGLE_CLIENT_ID', 'is required with GOOGLE_CLIENT_SECRET']);
  }
  if (present['NODE_ENV'] !== 'production') return problems;
  for (const name of ['GOOGLE_API_ROOT_URL', 'GOOGLE_OAUTH_ROOT_URL']) {
    const value = present[name];
    if (typeof value === 'string' && !hasProtocol(value, ['https:'])) {
      problems.push([name, 'must be an https URL when NODE_ENV is production']);
    }
  }
  return problems;
}
