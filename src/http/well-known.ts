import type { FastifyInstance, FastifyRequest } from 'fastify';

import { isPercentEncoded } from '../config/shapes.js';
import { baseUrlOf } from './base-url.js';
import { nothingHere } from './server/server.js';

/** Documents about what is at the gateway's address, and below it. */
export interface WellKnownParts {
  /** For example `/.well-known/oauth-protected-resource`. */
  readonly path: string;
  /** The paths that a document is about; the empty one is the gateway as a whole. */
  readonly described: readonly string[];
  /** The gateway's address as others see it; told from the request where it is not known. */
  readonly publicUrl: string | undefined;
  readonly describe: (baseUrl: string, described: string) => object;
}

/**
 * Serves documents to everybody whose addresses have the path of what they are about behind a
 * well-known one.
 *
 * Where a proxy serves the gateway under a path, RFC 8414 section 3.1 and RFC 9728 section 3.1 put
 * that path behind the well-known one. It is answered as well as the path without it, which a proxy
 * that takes the prefix away makes of an address under the prefix.
 */
export function serveWellKnown(server: FastifyInstance, parts: WellKnownParts): void {
  const { path, publicUrl, describe } = parts;
  const describedByPath = byPath(parts);
  for (const url of [path, `${path}/*`]) {
    server.get(url, (request, reply) => {
      const described = describedByPath.get(behind(request));
      if (described === undefined) throw nothingHere();
      const baseUrl = baseUrlOf(publicUrl, request);
      return reply.header('cache-control', 'no-store').send(describe(baseUrl, described));
    });
  }
}

/** What is described, by what may stand behind the well-known path for it. */
function byPath({ described, publicUrl }: WellKnownParts): ReadonlyMap<string, string> {
  const prefix = publicUrl === undefined ? '' : withoutSlash(decoded(new URL(publicUrl).pathname));
  return new Map(
    ['', prefix].flatMap((before) => described.map((one) => [`${before}${one}`, one] as const)),
  );
}

/** What stands behind the well-known path, decoded: a target has many spellings. */
function behind({ params }: FastifyRequest): string {
  const { '*': rest = '' } = params as { readonly '*'?: string };
  return rest === '' ? '' : withoutSlash(`/${rest}`);
}

function decoded(path: string): string {
  return isPercentEncoded(path) ? decodeURIComponent(path) : path;
}

function withoutSlash(path: string): string {
  return path.replace(/\/$/, '');
}
