import type { FastifyInstance } from 'fastify';

import { TOOL_SCOPES } from '../../mcp/tool-scope.js';
import { MCP_URL } from '../streams/occupied-connections.js';
import { serveWellKnown } from '../well-known.js';
import { METADATA_PATH } from './challenge.js';

/** What {@link registerResourceMetadata} is made of. */
export interface ResourceMetadataParts {
  /** The gateway's address as others see it; told from the request where it is not known. */
  readonly publicUrl: string | undefined;
  /** The OpenID Connect issuer whose JWTs are accepted. */
  readonly authorizationServer: string | undefined;
}

/**
 * `/.well-known/oauth-protected-resource`, for the gateway as a whole and for `/mcp`: what it takes
 * to call them, as OAuth clients look it up. Open to everybody, as RFC 9728 has it.
 */
export function registerResourceMetadata(
  server: FastifyInstance,
  { publicUrl, authorizationServer }: ResourceMetadataParts,
): void {
  // People log in there, and some hosts look at the first alone. Ours is for programs.
  const issuers = authorizationServer === undefined ? [] : [authorizationServer];
  serveWellKnown(server, {
    path: METADATA_PATH,
    described: ['', MCP_URL],
    publicUrl,
    describe: (baseUrl, resource) => ({
      resource: `${baseUrl}${resource}`,
      authorization_servers: [...issuers, baseUrl],
      scopes_supported: TOOL_SCOPES,
      bearer_methods_supported: ['header'],
      resource_name: 'Token Gateway',
    }),
  });
}
