import type { FastifyInstance } from 'fastify';

import { TOOL_SCOPES } from '../../mcp/tool-scope.js';
import { baseUrlOf } from '../base-url.js';
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
  for (const path of ['', '/mcp']) {
    server.get(`${METADATA_PATH}${path}`, (request, reply) =>
      reply.header('cache-control', 'no-store').send({
        resource: `${baseUrlOf(publicUrl, request)}${path}`,
        ...(authorizationServer === undefined
          ? {}
          : { authorization_servers: [authorizationServer] }),
        scopes_supported: TOOL_SCOPES,
        bearer_methods_supported: ['header'],
        resource_name: 'Token Gateway',
      }),
    );
  }
}
