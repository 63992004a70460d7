import type { FastifyRequest } from 'fastify';

import type { TrustedDocuments } from '../../graphql/documents/trusted.js';

/** Parameters that are as good as none when they are empty. */
const OPTIONAL_PARAMETERS = ['operationName', 'variables', 'extensions'];

/** The parts of a request in which an operation stands, as Apollo reads them. */
export interface OperationPlace {
  /** The query component of the address, with its question mark; empty where there is none. */
  readonly search: string;
  readonly body: unknown;
}

/**
 * Where a request's operation stands, with its document's text in the place of an id.
 *
 * @throws DomainError where the document is none that may run
 */
export function namedDocument(
  documents: TrustedDocuments,
  request: FastifyRequest,
): OperationPlace {
  const { body, method, url } = request;
  if (method === 'POST') return { search: '', body: withText(documents, body) };
  const searchAt = url.indexOf('?');
  return { search: searchAt === -1 ? '' : searchWithText(documents, url.slice(searchAt)), body };
}

function withText(documents: TrustedDocuments, body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body;
  const { query, operationName }: { query?: unknown; operationName?: unknown } = body;
  const text = documents.textOf(body);
  // Some clients write an empty name where they mean none.
  const named = operationName === '' ? { ...body, operationName: null } : body;
  return text === undefined || text === query ? named : { ...named, query: text };
}

function searchWithText(documents: TrustedDocuments, search: string): string {
  const parameters = new URLSearchParams(search);
  const query = valueOf(parameters, 'query');
  const text = documents.textOf({ query, documentId: valueOf(parameters, 'documentId') });
  const empty = OPTIONAL_PARAMETERS.filter((name) => valueOf(parameters, name) === '');
  if (empty.length === 0 && (text === undefined || text === query)) return search;
  for (const name of empty) parameters.delete(name);
  if (text !== undefined) parameters.set('query', text);
  return `?${parameters.toString()}`;
}

/**
 * A parameter's value; those of one that is there more than once are a list, which is no document.
 */
function valueOf(parameters: URLSearchParams, name: string): unknown {
  const values = parameters.getAll(name);
  return values.length > 1 ? values : values[0];
}
