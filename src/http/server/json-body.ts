import type { FastifyInstance, FastifyRequest } from 'fastify';

import { DomainError } from '../../platform/errors.js';
import { pathTo } from '../../platform/text/value-path.js';
import { bodyText } from './body-text.js';

/**
 * Has a server read JSON bodies, in UTF-8 alone and without the keys that could change the
 * prototype of an object. The refusal of such a key names it.
 *
 * @param options.isOptional - whether an empty body is none, in place of JSON that cannot be read
 */
export function readJsonBodies(server: FastifyInstance, { isOptional = false } = {}): void {
  const parse = server.getDefaultJsonParser('error', 'error');
  server.addContentTypeParser<Buffer>(
    'application/json',
    { parseAs: 'buffer' },
    (request: FastifyRequest, body, parsed) => {
      const text = bodyText(request, body);
      if (isOptional && text === '') {
        parsed(null, undefined);
        return;
      }
      void parse(request, text, (error: Error | null, value: unknown) => {
        parsed(error && (refusalOfKey(text) ?? error), value);
      });
    },
  );
}

/** The refusal of a text that is JSON and was not accepted; `undefined` for one that is no JSON. */
function refusalOfKey(text: string): DomainError | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const found = findForbiddenKey(value);
  if (!found) return undefined;
  const place = found.path === '' ? 'The request body' : found.path;
  const message = `${place} must not have the key ${found.key}. Remove it or choose another name.`;
  return new DomainError('BAD_USER_INPUT', message, { reason: 'MALFORMED_JSON' });
}

/**
 * Finds what fastify's parser refuses. A value can be nested deeply, so it is not searched by
 * recursion.
 */
function findForbiddenKey(body: unknown): { path: string; key: string } | undefined {
  const waiting = [{ path: '', value: body }];
  for (let place = waiting.pop(); place; place = waiting.pop()) {
    const { path, value } = place;
    if (!isObject(value)) continue;
    if (Object.hasOwn(value, '__proto__')) return { path, key: '__proto__' };
    const { constructor } = value;
    if (isObject(constructor) && Object.hasOwn(constructor, 'prototype')) {
      return { path, key: 'constructor with prototype in it' };
    }
    for (const [key, below] of Object.entries(value)) {
      waiting.push({ path: pathTo(path, key), value: below });
    }
  }
  return undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
