import { gatewayActor } from '../../src/platform/actor.js';
import { providerById, type ProviderId } from '../../src/providers/registry.js';
import type { IssuedToken } from '../../src/tokens/token.service.js';
import type { TestGateway } from './gateway.js';

/** Everything that `introspectToken` tells. */
export const INTROSPECT = `query ($token: String!) {
  introspectToken(token: $token) { active tokenId agentName provider scopes issuedAt expiresAt }
}`;

/** The `Authorization` header that carries a token or key. */
export function bearer(secret: string): Record<string, string> {
  return { authorization: `Bearer ${secret}` };
}

/** Issues a token for an hour, behind the back of GraphQL. */
export function issueToken(
  { app }: TestGateway,
  agent: string,
  provider: ProviderId = 'LIVEKIT',
): Promise<IssuedToken> {
  const order = { agent, provider: providerById(provider), ttlSeconds: 3600, overlapSeconds: 60 };
  return app.services.tokens.generate(order, gatewayActor);
}

/** Sends a token to `/oauth/introspect`. */
export function introspect(
  { url }: TestGateway,
  token: string,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  const body = new URLSearchParams({ token });
  return fetch(`${url}/oauth/introspect`, { method: 'POST', headers, body });
}
