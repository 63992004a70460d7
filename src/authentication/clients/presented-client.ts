import type { IncomingMessage } from 'node:http';

import { badUserInput, DomainError } from '../../platform/errors.js';
import { headerValues, readCredentials, unauthenticated } from '../credentials.js';
import { readBasicPair } from './basic-pair.js';

/** RFC 7523 section 2.2. */
const JWT_ASSERTION = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** A client's id and secret: RFC 6749 section 2.3.1. */
export interface ClientSecret {
  readonly by: 'SECRET';
  readonly clientId: string;
  readonly secret: string;
}

/** How a client of OAuth says who it is: RFC 6749 section 2.3, RFC 7521 section 4.2. */
export type PresentedClient =
  | ClientSecret
  | { readonly by: 'ASSERTION'; readonly clientId: string | undefined; readonly secret: string };

/** Returns a parameter of the form; `undefined` where it is missing or empty. */
export type ReadParameter = (name: string) => string | undefined;

/**
 * Reads how a client authenticates: by `Authorization: Basic`, by `client_id` and `client_secret`
 * in the form, or by a JWT as `client_assertion`.
 *
 * @returns `undefined` where the client shows nothing
 * @throws DomainError `AMBIGUOUS_CREDENTIALS` for two ways at once, `UNAUTHENTICATED` for what
 *   cannot be read
 */
export function readPresentedClient(
  rawHeaders: IncomingMessage['rawHeaders'],
  parameter: ReadParameter,
): PresentedClient | undefined {
  const headers = headerValues(rawHeaders, 'authorization');
  const [secret, assertion] = [parameter('client_secret'), parameter('client_assertion')];
  const inForm = [secret, assertion].filter((one) => one !== undefined);
  // The headers of providers are among them: a token there is a further credential.
  if (readCredentials({ rawHeaders }).length + inForm.length > 1) throw ambiguous();
  const clientId = parameter('client_id');
  const [header] = headers;
  if (header !== undefined) return fromBasic(header, clientId);
  if (assertion !== undefined) return fromAssertion(assertion, clientId, parameter);
  if (secret === undefined) return undefined;
  if (clientId === undefined) throw badUserInput('client_id', 'must be sent with client_secret');
  return { by: 'SECRET', clientId, secret };
}

function fromBasic(header: string, clientId: string | undefined): PresentedClient {
  const { name, password } = readBasicPair(header) ?? {};
  if (name === undefined || password === undefined || name === '' || password === '') {
    throw unauthenticated(
      'MALFORMED',
      'The Authorization header must be: Basic, then the base64 of client id and secret with a ' +
        'colon between them, both form-encoded.',
    );
  }
  if (clientId !== undefined && clientId !== name) throw ambiguous();
  return { by: 'SECRET', clientId: name, secret: password };
}

function fromAssertion(
  assertion: string,
  clientId: string | undefined,
  parameter: ReadParameter,
): PresentedClient {
  if (parameter('client_assertion_type') !== JWT_ASSERTION) {
    throw badUserInput('client_assertion_type', `must be ${JWT_ASSERTION}`);
  }
  return { by: 'ASSERTION', clientId, secret: assertion };
}

function ambiguous(): DomainError {
  return new DomainError(
    'AMBIGUOUS_CREDENTIALS',
    'The client authenticates in more than one way, or under two names. Send one: Authorization: ' +
      'Basic, client_id and client_secret, or client_assertion.',
  );
}
