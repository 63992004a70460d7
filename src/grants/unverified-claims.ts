import { isRecord } from '../platform/is-record.js';

/**
 * What a JWT claims, before anything about it was checked: to tell which keys could check it.
 *
 * @returns `undefined` for a text that is no JWT
 */
export function claimsOf(jwt: string): Readonly<Record<string, unknown>> | undefined {
  const [, payload] = jwt.split('.', 2);
  if (payload === undefined) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    return isRecord(claims) ? claims : undefined;
  } catch {
    return undefined;
  }
}
