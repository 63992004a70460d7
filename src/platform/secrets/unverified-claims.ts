import { isRecord } from '../is-record.js';

/**
 * What a JWT claims, before anything about it was checked: to tell which keys could check it, and
 * for the log.
 *
 * @returns `undefined` for a text that is no JWT
 */
export function unverifiedClaims(jwt: string): Readonly<Record<string, unknown>> | undefined {
  const [, payload, signature] = jwt.split('.', 3);
  if (payload === undefined || signature === undefined) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    return isRecord(claims) ? claims : undefined;
  } catch {
    return undefined;
  }
}
