import type { IntegrationTokenRecord } from '../tokens/token.js';

/** Nobody in particular. */
export interface AnonymousPrincipal {
  readonly kind: 'ANONYMOUS';
  /** Whether the request came from a network that may read current tokens without a credential. */
  readonly isFromTrustedNetwork: boolean;
}

/** Somebody who governs tokens. */
export interface SuperuserPrincipal {
  readonly kind: 'SUPERUSER';
  readonly id: string;
  readonly name: string;
}

/** An agent that proved itself by a live integration token. */
export interface AgentPrincipal {
  readonly kind: 'AGENT';
  readonly id: string;
  readonly name: string;
  readonly provider: string;
  readonly scopes: readonly string[];
}

/** An agent that proved itself by its agent key: it may read its own current token, no more. */
export interface EnrolledAgentPrincipal {
  readonly kind: 'ENROLLED_AGENT';
  readonly id: string;
  readonly name: string;
  readonly provider: string;
}

/** Who a request acts for. */
export type Principal =
  AnonymousPrincipal | SuperuserPrincipal | AgentPrincipal | EnrolledAgentPrincipal;

/** A principal that showed a credential. */
export type CredentialPrincipal = Exclude<Principal, AnonymousPrincipal>;

/** The principal of an accepted integration token. */
export function agentPrincipal(token: IntegrationTokenRecord): AgentPrincipal {
  return {
    kind: 'AGENT',
    id: token.agentId,
    name: token.agentName,
    provider: token.provider,
    scopes: token.scopes,
  };
}

/** The principal's name where it has one, for logs and `issuedBy`. */
export function principalName(principal: Principal): string | null {
  return principal.kind === 'ANONYMOUS' ? null : principal.name;
}
