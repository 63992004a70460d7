import type { JSONWebKeySet } from 'jose';

import { isSecureUrl } from '../config/settings/oidc.js';

const TIMEOUT_MS = 5_000;
const BODY_LIMIT_BYTES = 512 * 1024;

/**
 * Fetches the keys that an issuer signs with now: its metadata (OpenID Connect Discovery 1.0
 * section 4), then the key set that these name. Follows no redirect.
 *
 * @throws Error when either cannot be had within five seconds, or the metadata are another issuer's
 */
export async function fetchIssuerKeys(issuer: string): Promise<JSONWebKeySet> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const metadataUrl = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const metadata = await fetchObject(metadataUrl, signal);
  if (metadata['issuer'] !== issuer) {
    throw new Error(`${metadataUrl} names another issuer than ${issuer}, to the letter`);
  }
  const keysUrl = metadata['jwks_uri'];
  if (typeof keysUrl !== 'string' || !isSecureUrl(keysUrl)) {
    throw new Error(`${metadataUrl} names no jwks_uri with https`);
  }
  const keys = await fetchObject(keysUrl, signal);
  if (!Array.isArray(keys['keys'])) throw new Error(`${keysUrl} is not a JSON Web Key Set`);
  return keys as unknown as JSONWebKeySet;
}

async function fetchObject(url: string, signal: AbortSignal): Promise<Record<string, unknown>> {
  const response = await fetch(url, {
    headers: { accept: 'application/json' },
    redirect: 'error',
    signal,
  });
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new Error(`${url} answered ${response.status}`);
  }
  const value: unknown = JSON.parse(await readBody(response, url));
  if (typeof value !== 'object' || value === null) throw new Error(`${url} holds no JSON object`);
  return value as Record<string, unknown>;
}

async function readBody(response: Response, url: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > BODY_LIMIT_BYTES) throw new Error(`${url} is larger than 512 KiB`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
