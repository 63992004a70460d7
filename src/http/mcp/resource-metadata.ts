import type { FastifyInstance, FastifyRequest } from 'fastify';

import { TOOL_SCOPES } from '../../mcp/tool-scope.js';
import { baseUrlOf } from '../base-url.js';
import { nothingHere } from '../server/server.js';
import { MCP_URL } from '../streams/occupied-connections.js';
import { METADATA_PATH } from './challenge.js';

/** What {@link registerResourceMetadata} is made of. */
export interface ResourceMetadataParts {
  /** The gateway's address as others see it; told from the request where it is not known. */
  readonly publicUrl: string | undefined;
  /** The OpenID Connect issuer whose JWTs are accepted. */
  readonly authorizationServer: string | undefined;
}

/** The protected resources: the gateway as a whole, and `/mcp`. */
const RESOURCES = ['', MCP_URL] as const;

/**
 * `/.well-known/oauth-protected-resource`, for the gateway as a whole and for `/mcp`: what it takes
 * to call them, as OAuth clients look it up. Open to everybody, as RFC 9728 has it.
 *
 * Where a proxy serves the gateway under a path, RFC 9728 section 3.1 puts that path behind the
 * well-known one. It is answered as well as the path without it, which a proxy that takes the
 * prefix away makes of an address under the prefix.
 */
export function registerResourceMetadata(
  server: FastifyInstance,
  { publicUrl, authorizationServer }: ResourceMetadataParts,
): void {
  const resources = resourcesByPath(publicUrl);
  // People log in there, and some hosts look at the first alone. Ours is for programs.
  const issuers = authorizationServer === undefined ? [] : [authorizationServer];
  const describe = (baseUrl: string, resource: string): object => ({
    resource: `${baseUrl}${resource}`,
    authorization_servers: [...issuers, baseUrl],
    scopes_supported: TOOL_SCOPES,
    bearer_methods_supported: ['header'],
    resource_name: 'Token Gateway',
  });
  for (const url of [METADATA_PATH, `${METADATA_PATH}/*`]) {
    server.get(url, (request, reply) => {
      const resource = resources.get(resourcePathOf(request));
      if (resource === undefined) throw nothingHere();
      return reply
        .header('cache-control', 'no-store')
        .send(describe(baseUrlOf(publicUrl, request), resource));
    });
  }
}

/** The resources by what may stand behind the well-known path for them. */
function resourcesByPath(publicUrl: string | undefined): ReadonlyMap<string, string> {
  const prefix = publicUrl === undefined ? '' : withoutSlash(new URL(publicUrl).pathname);
  return new Map(
    ['', prefix].flatMap((before) =>
      RESOURCES.map((resource) => [`${before}${resource}`, resource] as const),
    ),
  );
}

function resourcePathOf({ url }: FastifyRequest): string {
  const [path = ''] = url.split('?', 1);
  return withoutSlash(path.slice(METADATA_PATH.length));
}

function withoutSlash(path: string): string {
  return path.replace(/\/$/, '');
}
