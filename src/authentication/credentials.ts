import type { IncomingMessage } from 'node:http';

import { DomainError } from '../platform/errors.js';
import { providers, type RegisteredProvider } from '../providers/registry.js';
import { readBasicPair } from './clients/basic-pair.js';

/** A secret as a request carried it. */
export interface Credential {
  /** Empty where the header holds none in its form. */
  readonly secret: string;
  /** The provider whose header it came in; `undefined` for `Authorization: Bearer`. */
  readonly headerOf: RegisteredProvider | undefined;
}

/** RFC 6750 section 2.1: the scheme in any case, one or more spaces, and a b64token. */
const BEARER = /^Bearer +(\S+)$/i;

/** Three parts with dots between: RFC 7519 in the compact form of RFC 7515 section 3.1. */
const JWT = /^[\w-]+\.[\w-]+\.[\w-]*$/;

/** Whether a secret has the form of a JWT, which no secret of the gateway's own has. */
export function isJwt(secret: string): boolean {
  return JWT.test(secret);
}

const providerHeaders = providers.map((provider) => ({
  provider,
  name: provider.header.toLowerCase(),
}));

/** Where credentials are looked for. */
export interface CredentialSources {
  readonly rawHeaders: IncomingMessage['rawHeaders'];
  /** What a WebSocket's client sent in `connection_init`, since browsers let it set no headers. */
  readonly connectionParams?: Readonly<Record<string, unknown>> | undefined;
  /** Whether `Authorization: Basic` may carry a secret as its password. */
  readonly acceptsBasic?: boolean;
}

/**
 * Every credential that a request carries, in the order `Authorization`, then the providers'
 * headers. A header that stands twice counts twice, and one that is empty or of a scheme that
 * is not accepted counts as well: as a credential without a secret.
 */
export function readCredentials(sources: CredentialSources): Credential[] {
  const found: Credential[] = [];
  for (const value of valuesOf(sources, 'authorization')) {
    const secret = BEARER.exec(value)?.[1] ?? (sources.acceptsBasic ? basicPassword(value) : '');
    found.push({ secret, headerOf: undefined });
  }
  for (const { provider, name } of providerHeaders) {
    for (const secret of valuesOf(sources, name)) {
      found.push({ secret: secret.trim(), headerOf: provider });
    }
  }
  return found;
}

/** The name beside it is not looked at: the secret alone says whose it is. */
function basicPassword(value: string): string {
  return readBasicPair(value)?.password ?? '';
}

function valuesOf({ rawHeaders, connectionParams }: CredentialSources, name: string): string[] {
  const values = headerValues(rawHeaders, name);
  for (const [key, value] of Object.entries(connectionParams ?? {})) {
    if (key.toLowerCase() !== name || value === undefined || value === null) continue;
    values.push(typeof value === 'string' ? value : '');
  }
  return values;
}

/** Every value of a header; Node's `headersDistinct` would first collect those of all headers. */
export function headerValues(rawHeaders: readonly string[], name: string): string[] {
  const values: string[] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const candidate = rawHeaders[index];
    if (candidate?.length === name.length && candidate.toLowerCase() === name) {
      values.push(rawHeaders[index + 1] ?? '');
    }
  }
  return values;
}

/**
 * A refusal of a credential, or of its absence.
 *
 * @param logged - whose credential it is, for the log alone
 */
export function unauthenticated(
  reason: string,
  message: string,
  logged: Readonly<Record<string, unknown>> = {},
): DomainError {
  return new DomainError('UNAUTHENTICATED', message, { reason, logged });
}
