import type { FastifyReply, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';

import { DomainError } from '../platform/errors.js';

/** JSON as this gateway sends it. */
export const JSON_TYPE = 'application/json; charset=utf-8';

/** What clients that know GraphQL over HTTP ask for. */
export const GRAPHQL_TYPE = 'application/graphql-response+json; charset=utf-8';

/**
 * The media type that a client prefers among those offered: RFC 9110 section 12.5.1, except that
 * parameters which the types do not have (`indent=4`) are ignored.
 *
 * @param offers - the first is chosen where the client has no preference
 * @returns `undefined` where it accepts none of them
 */
export function acceptedType<T extends string>(
  accept: string | undefined,
  offers: readonly [T, ...T[]],
): T | undefined {
  if (accept === undefined || accept.trim() === '') return offers[0];
  const negotiator = new Negotiator({ headers: { accept } });
  const preferred = negotiator.mediaType([...offers]) as T | undefined;
  if (preferred !== undefined) return preferred;
  for (const range of negotiator.mediaTypes()) {
    const plain = range.toLowerCase();
    const start = plain.endsWith('/*') ? plain.slice(0, -1) : plain;
    const fit = offers.find((offer) => plain === '*/*' || offer.startsWith(start));
    if (fit !== undefined) return fit;
  }
  return undefined;
}

/**
 * An `onRequest` hook for routes that answer with JSON alone: refuses a client that does not accept
 * it, before anything is executed. `BAD_USER_INPUT`, reason `NOT_ACCEPTABLE`, status 406.
 */
export function requireJsonAccepted(
  { headers }: FastifyRequest,
  _reply: FastifyReply,
  done: (error?: Error) => void,
): void {
  const isAccepted = acceptedType(headers.accept, [JSON_TYPE]) !== undefined;
  done(isAccepted ? undefined : notAcceptable('application/json'));
}

/** The refusal of a client that accepts nothing of what a route answers with; status 406. */
export function notAcceptable(types: string): DomainError {
  return new DomainError('BAD_USER_INPUT', `The Accept header must allow ${types}.`, {
    reason: 'NOT_ACCEPTABLE',
    status: 406,
  });
}
