import { z } from 'zod';

import { hasProtocol, secret } from '../shapes.js';

/** A LiveKit project. */
export interface LiveKitSettings {
  /** Where its services are called: http or https, without a final slash. */
  readonly apiUrl: string;
  /** Where participants connect: the same as ws or wss. */
  readonly serverUrl: string;
  readonly apiKey: string;
  readonly apiSecret: string;
}

/** The shapes of the settings that make a LiveKit project: all of them, or none. */
export const liveKitShapes = {
  LIVEKIT_URL: z
    .string()
    .refine(isLiveKitUrl, 'must be a ws, wss, http or https URL without a user name or a query')
    .optional(),
  LIVEKIT_API_KEY: secret(
    z
      .string()
      .regex(/^[\x21-\x7e]{1,200}$/, 'must be 1 to 200 printable characters without spaces'),
  ),
  LIVEKIT_API_SECRET: secret(
    z
      .string()
      // A development server's is the word "secret".
      .regex(/^[\x21-\x7e]{6,500}$/, 'must be 6 to 500 printable characters without spaces'),
  ),
};

/** The project that the settings name, if they do. Its address may be given in either form. */
export function liveKitOf(values: {
  readonly [K in keyof typeof liveKitShapes]?: string | undefined;
}): LiveKitSettings | undefined {
  const { LIVEKIT_URL: url, LIVEKIT_API_KEY: apiKey, LIVEKIT_API_SECRET: apiSecret } = values;
  if (url === undefined || apiKey === undefined || apiSecret === undefined) return undefined;
  const plain = url.replace(/\/+$/, '');
  return Object.freeze({
    apiUrl: plain.replace(/^ws/i, 'http'),
    serverUrl: plain.replace(/^http/i, 'ws'),
    apiKey,
    apiSecret,
  });
}

/** What lacks among the settings about LiveKit where some are present, with the problem. */
export function missingLiveKitSettings(
  present: Readonly<Record<string, unknown>>,
): readonly (readonly [name: string, problem: string])[] {
  const names = Object.keys(liveKitShapes);
  const given = names.find((name) => present[name] !== undefined);
  if (given === undefined) return [];
  return names
    .filter((name) => present[name] === undefined)
    .map((name) => [name, `is required with ${given}`]);
}

function isLiveKitUrl(text: string): boolean {
  if (!hasProtocol(text, ['ws:', 'wss:', 'http:', 'https:'])) return false;
  const { username, password, search, hash } = new URL(text);
  return username === '' && password === '' && search === '' && hash === '';
}
