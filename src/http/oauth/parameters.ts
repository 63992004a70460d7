import type { FastifyRequest } from 'fastify';

import { badUserInput } from '../../platform/errors.js';
import { FORM } from './form-body.js';

/** The parameters of a request to an endpoint of OAuth. */
export interface Parameters {
  /** The value of a parameter; `undefined` where it is missing or empty. */
  readonly one: (name: string) => string | undefined;
  /** All values of one that may be repeated. */
  readonly all: (name: string) => readonly string[];
}

/**
 * Reads the parameters in a form: RFC 6749 section 3.2. One without a value counts as missing, and
 * none is repeated.
 *
 * @param repeatable - the names of those that may be repeated all the same
 * @throws DomainError `BAD_USER_INPUT`
 */
export function readParameters(body: unknown, repeatable: readonly string[] = []): Parameters {
  if (!(body instanceof URLSearchParams)) {
    throw badUserInput('The body', `must be a form (${FORM}) with the parameters`);
  }
  const all = (name: string): readonly string[] => body.getAll(name).filter((one) => one !== '');
  const seen = new Set<string>();
  for (const name of body.keys()) {
    if (seen.has(name) && !repeatable.includes(name)) {
      throw badUserInput(name, 'must stand in the form once');
    }
    seen.add(name);
  }
  return { one: (name) => all(name)[0], all };
}

/**
 * RFC 6749 section 2.3.1: proxies and logs keep what stands in a URL.
 *
 * @throws DomainError `BAD_USER_INPUT`
 */
export function refuseQuery({ url }: FastifyRequest): void {
  if (!url.includes('?')) return;
  throw badUserInput('The URL', 'must have no query: parameters belong into the form in the body');
}
