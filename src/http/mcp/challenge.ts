import { TOOL_SCOPES, type ToolScope } from '../../mcp/tool-scope.js';

/** Where RFC 9728 puts the description of a protected resource: before the path of the resource. */
export const METADATA_PATH = '/.well-known/oauth-protected-resource';

/**
 * What a refused caller of `/mcp` is told: where it stands who gives credentials, and the scopes
 * that the call needs.
 *
 * @see RFC 6750 section 3, RFC 9728 section 5.1
 */
export function challengeOf(
  error: 'invalid_token' | 'insufficient_scope',
  baseUrl: string,
  scopes: readonly ToolScope[] = TOOL_SCOPES,
): string {
  const parameters = {
    error,
    resource_metadata: `${baseUrl}${METADATA_PATH}/mcp`,
    scope: scopes.join(' '),
  };
  const pairs = Object.entries(parameters).map(
    ([name, value]) => `${name}="${value.replace(/["\\]/g, '\\$&')}"`,
  );
  return `Bearer ${pairs.join(', ')}`;
}
