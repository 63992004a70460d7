import { z } from 'zod';

import { hasProtocol, secret } from '../shapes.js';

/** A key of LiveKit's API, and its secret. */
export interface LiveKitKey {
  readonly apiKey: string;
  readonly apiSecret: string;
}

/** A LiveKit project. */
export interface LiveKitSettings extends LiveKitKey {
  /** Empty for the project of `LIVEKIT_URL`. */
  readonly name: string;
  /** Where its services are called: http or https, without a final slash. */
  readonly apiUrl: string;
  /** Where participants connect: the same as ws or wss. */
  readonly serverUrl: string;
  /** Another key, whose signature is as good as the first one's. */
  readonly secondKey: LiveKitKey | undefined;
}

/** The shapes of what makes a LiveKit project, wherever it is set. */
export const projectShapes = {
  url: z
    .string()
    .refine(
      isLiveKitUrl,
      'must be a ws, wss, http or https URL without a user name, a query or spaces',
    ),
  apiKey: z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/, 'must be 1 to 200 printable characters without spaces'),
  apiSecret: z
    .string()
    // A development server's is the word "secret".
    .regex(/^[\x21-\x7e]{6,500}$/, 'must be 6 to 500 printable characters without spaces'),
};

const apiKey = secret(projectShapes.apiKey);
const apiSecret = secret(projectShapes.apiSecret);

/** The shapes of the settings that make the default LiveKit project. */
export const liveKitShapes = {
  LIVEKIT_URL: projectShapes.url.optional(),
  LIVEKIT_API_KEY: apiKey,
  LIVEKIT_API_SECRET: apiSecret,
  LIVEKIT_SECOND_API_KEY: apiKey,
  LIVEKIT_SECOND_API_SECRET: apiSecret,
};

/** What makes a project, all of it or none. */
const PROJECT = ['LIVEKIT_URL', 'LIVEKIT_API_KEY', 'LIVEKIT_API_SECRET'] as const;
/** What a project can have besides, both or none. */
const SECOND_KEY = ['LIVEKIT_SECOND_API_KEY', 'LIVEKIT_SECOND_API_SECRET'] as const;

/** The project that the settings name, if they do. Its address may be given in either form. */
export function liveKitOf(values: {
  readonly [K in keyof typeof liveKitShapes]?: string | undefined;
}): LiveKitSettings | undefined {
  const { LIVEKIT_URL: url } = values;
  const first = keyOf(values.LIVEKIT_API_KEY, values.LIVEKIT_API_SECRET);
  if (url === undefined || !first) return undefined;
  const second = keyOf(values.LIVEKIT_SECOND_API_KEY, values.LIVEKIT_SECOND_API_SECRET);
  return projectOf('', url, first, second);
}

/** A project by its name, its address in either form, and its keys. */
export function projectOf(
  name: string,
  url: string,
  first: LiveKitKey,
  secondKey: LiveKitKey | undefined,
): LiveKitSettings {
  const plain = url.replace(/\/+$/, '').replace(/^\w+/, (scheme) => scheme.toLowerCase());
  return Object.freeze({
    name,
    apiUrl: plain.replace(/^ws/, 'http'),
    serverUrl: plain.replace(/^http/, 'ws'),
    ...first,
    secondKey,
  });
}

/** The names of projects; the default one has none. */
export function projectNames(projects: readonly LiveKitSettings[]): readonly string[] {
  return projects.map(({ name }) => name).filter((name) => name !== '');
}

/** The keys of a project: one or two. */
export function keysOf({ apiKey, apiSecret, secondKey }: LiveKitSettings): readonly LiveKitKey[] {
  return [{ apiKey, apiSecret }, ...(secondKey ? [secondKey] : [])];
}

/** A key, if both of its parts are there. */
export function keyOf(
  key: string | undefined,
  keySecret: string | undefined,
): LiveKitKey | undefined {
  if (key === undefined || keySecret === undefined) return undefined;
  return Object.freeze({ apiKey: key, apiSecret: keySecret });
}

/** What lacks among the settings about LiveKit, or is there twice, with the problem. */
export function missingLiveKitSettings(
  present: Readonly<Record<string, unknown>>,
): readonly (readonly [name: string, problem: string])[] {
  const missing = (names: readonly string[], given: string | undefined) =>
    given === undefined
      ? []
      : names
          .filter((name) => present[name] === undefined)
          .map((name) => [name, `is required with ${given}`] as const);
  const givenOf = (names: readonly string[]) => names.find((name) => present[name] !== undefined);
  const second = givenOf(SECOND_KEY);
  return [
    ...missing(PROJECT, givenOf(PROJECT) ?? second),
    ...missing(SECOND_KEY, second),
    ...(hasTwoSecrets(present)
      ? [['LIVEKIT_SECOND_API_KEY', 'must not be LIVEKIT_API_KEY with another secret'] as const]
      : []),
  ];
}

/** Whether both keys are of one name: which of the secrets is meant, nobody could tell. */
function hasTwoSecrets(present: Readonly<Record<string, unknown>>): boolean {
  const [, name, keySecret] = PROJECT;
  const [second, secondSecret] = SECOND_KEY;
  return (
    present[second] !== undefined &&
    present[second] === present[name] &&
    present[secondSecret] !== present[keySecret]
  );
}

/** A WHATWG parser forgives more than the SDKs do, which are handed the text as it is. */
function isLiveKitUrl(text: string): boolean {
  if (!/^(?:wss?|https?):\/\/[^/]/i.test(text) || /[\s\p{C}\\?#]/u.test(text)) return false;
  if (!hasProtocol(text, ['ws:', 'wss:', 'http:', 'https:'])) return false;
  const { username, password } = new URL(text);
  return username === '' && password === '';
}
