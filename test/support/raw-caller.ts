import type { TestGateway } from './gateway.js';
import { rawRequest, type RawAnswer, type RawHeader } from './raw-request.js';

/** The header of a JSON body. */
export const JSON_BODY: RawHeader = ['content-type', 'application/json'];

/** The header of a form. */
export const FORM_BODY: RawHeader = ['content-type', 'application/x-www-form-urlencoded'];

/** Sends requests as a gateway's superuser, with just the headers that are said. */
export interface RawCaller {
  readonly authorization: RawHeader;
  /** Posts a body, which is JSON unless a header says otherwise. */
  post(path: string, body: string, ...headers: RawHeader[]): Promise<RawAnswer>;
  /** Posts a GraphQL operation. */
  ask(query: string, variables?: unknown, ...headers: RawHeader[]): Promise<RawAnswer>;
  get(path: string, ...headers: RawHeader[]): Promise<RawAnswer>;
}

/** Makes what sends a gateway's superuser's requests. */
export function rawCaller({ url, superuser }: TestGateway): RawCaller {
  const authorization: RawHeader = ['authorization', superuser['authorization'] ?? ''];
  const post: RawCaller['post'] = (path, body, ...headers) => {
    const isTyped = headers.some(([name]) => name === 'content-type');
    return rawRequest(`${url}${path}`, {
      method: 'POST',
      headers: [authorization, ...(isTyped ? [] : [JSON_BODY]), ...headers],
      body,
    });
  };
  return {
    authorization,
    post,
    ask: (query, variables = {}, ...headers) =>
      post('/graphql', JSON.stringify({ query, variables }), ...headers),
    get: (path, ...headers) =>
      rawRequest(`${url}${path}`, {
        headers: [['apollo-require-preflight', '1'], authorization, ...headers],
      }),
  };
}
