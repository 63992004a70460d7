import { TOOL_SCOPES, type ToolScope } from '../../mcp/tool-scope.js';
import type { AgentPrincipal } from '../../request/principal.js';

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

/**
 * The scopes of the challenge to a call that was refused: the one it needs, and for a client that
 * can ask for others those that it has. Older hosts ask for what is named and for nothing else.
 *
 * @returns `undefined` where the agent's own token lacks the scope: hosts would log in again, and
 *   be refused again
 */
export function stepUpScopes(
  { scopes, tokenScopes }: AgentPrincipal,
  needed: ToolScope,
): readonly ToolScope[] | undefined {
  if (!tokenScopes) return [needed];
  if (!tokenScopes.includes(needed)) return undefined;
  return TOOL_SCOPES.filter((scope) => scope === needed || scopes.includes(scope));
}
