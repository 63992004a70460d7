import type { FastifyInstance } from 'fastify';

import { DomainError } from '../../platform/errors.js';
import { ALL_SCOPES } from '../../providers/registry.js';
import { errorHandler, type ErrorHandlerParts } from '../server/server.js';
import { serveWellKnown } from '../well-known.js';
import { replyWithClientError } from './error.js';
import { JWT_BEARER } from './id-jag-grant.js';

/** Where RFC 8414 section 3 puts the metadata: before the path of the issuer, if it has one. */
const METADATA_PATH = '/.well-known/oauth-authorization-server';

/** By HTTP Basic or in the form: RFC 6749 section 2.3.1. */
const CLIENT_SECRET = ['client_secret_basic', 'client_secret_post'] as const;

/** What {@link registerServerMetadata} is made of. */
export interface ServerMetadataParts extends ErrorHandlerParts {
  /** The gateway's address as others see it; told from the request where it is not known. */
  readonly publicUrl: string | undefined;
}

/**
 * `/.well-known/oauth-authorization-server`: what the gateway can do for clients of OAuth, as they
 * look it up. Open to everybody, as RFC 8414 has it.
 *
 * @param grantTypes - the grant types of the token endpoint
 */
export async function registerServerMetadata(
  server: FastifyInstance,
  parts: ServerMetadataParts,
  grantTypes: readonly string[],
): Promise<void> {
  const { publicUrl } = parts;
  serveWellKnown(server, {
    path: METADATA_PATH,
    described: [''],
    publicUrl,
    describe: (issuer) => metadataOf(issuer, grantTypes),
  });
  await server.register((scope, _options, done) => {
    scope.setErrorHandler(errorHandler(parts, replyWithClientError));
    scope.get('/oauth/authorize', () => {
      throw noLogins();
    });
    done();
  });
}

function metadataOf(issuer: string, grantTypes: readonly string[]): object {
  return {
    issuer,
    // No response type is supported. MCP's SDK reads no metadata without this endpoint.
    authorization_endpoint: `${issuer}/oauth/authorize`,
    response_types_supported: [],
    token_endpoint: `${issuer}/oauth/token`,
    token_endpoint_auth_methods_supported: CLIENT_SECRET,
    grant_types_supported: grantTypes,
    ...(grantTypes.includes(JWT_BEARER) && {
      authorization_grant_profiles_supported: ['urn:ietf:params:oauth:grant-profile:id-jag'],
    }),
    scopes_supported: ALL_SCOPES,
    revocation_endpoint: `${issuer}/oauth/revoke`,
    revocation_endpoint_auth_methods_supported: CLIENT_SECRET,
    introspection_endpoint: `${issuer}/oauth/introspect`,
    introspection_endpoint_auth_methods_supported: ['client_secret_basic', 'Bearer'],
  };
}

/** What a person reads whose host tried to have them log in here. */
function noLogins(): DomainError {
  return new DomainError(
    'BAD_USER_INPUT',
    'This gateway logs nobody in. Give your client an agent key, or the name and key of an agent for ' +
      'the grant type client_credentials. Ask whoever runs the gateway for them.',
    { reason: 'UNSUPPORTED_RESPONSE_TYPE' },
  );
}
