import { STATUS_CODES } from 'node:http';

import { ERROR_STATUS, type ErrorCode } from '../../../platform/errors.js';
import type { AnswerDescription, AnswerName } from './answers.js';
import { schemaRef } from './schemas.js';

/** Errors that every path can answer with. */
const EVERYWHERE: readonly ErrorCode[] = [
  'BAD_USER_INPUT',
  'AMBIGUOUS_CREDENTIALS',
  'UNAUTHENTICATED',
  'RATE_LIMITED',
  'INTERNAL_SERVER_ERROR',
  'SERVICE_UNAVAILABLE',
];
/** What is said of bodies that cannot be read, with the code `BAD_USER_INPUT`. */
const OF_BODIES: Readonly<Record<number, string>> = {
  413: 'The request body must be at most 256 KiB.',
  415: 'The Content-Type must be application/json.',
};
const DETAILS: Readonly<Record<ErrorCode, string>> = {
  UNAUTHENTICATED:
    'This token expired. Fetch the current token with the query currentToken and try once more.',
  FORBIDDEN: 'Only a superuser may do this.',
  BAD_USER_INPUT: 'expires_in must be a whole number from 60 to 31622400 seconds',
  AMBIGUOUS_CREDENTIALS: 'The request carries two credentials. Send one.',
  NOT_FOUND: 'There is no agent front-desk.',
  CONFLICT: 'The agent front-desk belongs to another provider.',
  RATE_LIMITED: 'Too many wrong credentials came from this address. Wait before the next one.',
  GOOGLE_CONNECTION_REQUIRED: 'This agent has no Google account.',
  UPSTREAM_ERROR: 'Google did not answer.',
  SERVICE_UNAVAILABLE: 'The database does not answer. Try again shortly.',
  INTERNAL_SERVER_ERROR: 'Something went wrong inside the gateway.',
};

const header = (description: string) => ({ description, schema: { type: 'string' } });
const HEADERS = {
  Deprecation: header('Since when the path is deprecated (RFC 9745), unless that is turned off.'),
  Sunset: header('When it will be gone (RFC 8594), where that is decided.'),
  Link: header('The GraphQL operation in its place, and where a list goes on (RFC 8288).'),
  'X-Request-Id': header('Names the request in the log.'),
};
const WAIT = { 'Retry-After': header('Seconds to wait before the next attempt.') };
const CHALLENGE = { 'WWW-Authenticate': header('What is asked for (RFC 6750).') };
const HEADERS_BY_STATUS: Readonly<Record<number, object>> = {
  401: CHALLENGE,
  429: WAIT,
  503: WAIT,
};

const responseName = (status: number): string =>
  (STATUS_CODES[status] ?? '').replaceAll(/[^A-Za-z]/g, '');

/** The responses with errors, one for each status, with an example for each of its codes. */
export function errorResponses(): Record<string, object> {
  const codes = Object.keys(ERROR_STATUS) as ErrorCode[];
  const ofCodes = [...new Set(Object.values(ERROR_STATUS))].map((status) => {
    const these = codes.filter((code) => ERROR_STATUS[code] === status);
    return [status, these.map((code) => [code, DETAILS[code]] as const)] as const;
  });
  const ofBodies = Object.entries(OF_BODIES).map(
    ([status, detail]) => [Number(status), [['BAD_USER_INPUT', detail] as const]] as const,
  );
  return Object.fromEntries(
    [...ofCodes, ...ofBodies].map(([status, cases]) => [
      responseName(status),
      failure(status, cases),
    ]),
  );
}

function failure(status: number, cases: readonly (readonly [ErrorCode, string])[]): object {
  const examples = cases.map(([code, detail]) => [code, { value: { detail, code } }]);
  return {
    description: STATUS_CODES[status] ?? '',
    headers: { ...HEADERS, ...HEADERS_BY_STATUS[status] },
    content: {
      'application/json': {
        schema: { $ref: schemaRef('Error') },
        examples: Object.fromEntries(examples) as object,
      },
    },
  };
}

/** The responses of an endpoint by status. */
export function responsesFor(
  { description, example }: AnswerDescription,
  endpoint: {
    readonly status: number;
    readonly answer: AnswerName;
    readonly isList?: boolean;
    readonly errors: readonly ErrorCode[];
  },
  hasBody: boolean,
): Record<string, object> {
  const schema = { $ref: schemaRef(endpoint.answer) };
  const statuses = new Set<number>(
    [...EVERYWHERE, ...endpoint.errors].map((code) => ERROR_STATUS[code]),
  );
  if (hasBody) for (const status of Object.keys(OF_BODIES)) statuses.add(Number(status));
  return {
    [String(endpoint.status)]: {
      description: endpoint.isList ? 'A page of them.' : description,
      headers: HEADERS,
      content: {
        'application/json': endpoint.isList
          ? { schema: { type: 'array', items: schema }, example: [example] }
          : { schema, example },
      },
    },
    ...Object.fromEntries(
      [...statuses].map((status) => [
        String(status),
        { $ref: `#/components/responses/${responseName(status)}` },
      ]),
    ),
  };
}
