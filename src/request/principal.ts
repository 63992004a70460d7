import type { Scope } from '../providers/registry.js';

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
  /** When what it showed expires; `undefined` for a key without an expiry. */
  readonly expiresAt?: Date | undefined;
}

/** An agent that proved itself by a live integration token. */
export interface AgentPrincipal {
  readonly kind: 'AGENT';
  /** The token it showed. */
  readonly tokenId: string;
  readonly id: string;
  readonly name: string;
  readonly provider: string;
  readonly scopes: readonly Scope[];
  /**
   * Where it acts by a JWT: the scopes of its token that the JWT was not granted, and that its
   * client may ask the issuer for. `undefined` where no issuer is asked.
   */
  readonly withheldScopes?: readonly Scope[] | undefined;
  /** What its token can do, where a client acts by something else that could be granted more. */
  readonly tokenScopes?: readonly Scope[] | undefined;
  /** When the token it showed expires, or what it showed in place of the token. */
  readonly expiresAt: Date;
}

/**
 * An agent that proved itself by its agent key, or by a JWT of a subject bound to it: it may read
 * its own current token, no more.
 */
export interface EnrolledAgentPrincipal {
  readonly kind: 'ENROLLED_AGENT';
  readonly id: string;
  readonly name: string;
  readonly provider: string;
  /** What a JWT grants; `undefined` for an agent key. */
  readonly grant?: JwtGrant | undefined;
  /** When what it showed expires; `undefined` for a key without an expiry. */
  readonly expiresAt?: Date | undefined;
}

/** What an issuer granted to the client that shows its JWT. */
export interface JwtGrant {
  /**
   * The gateway's scopes that the JWT names, and no others are then granted; `undefined` for a JWT
   * that names none of them, as of an issuer that does not know them: it limits nothing.
   */
  readonly scopes: readonly Scope[] | undefined;
}

/**
 * A client of OAuth that acts for a user as an agent, by an access token of `/oauth/token`: at
 * `/mcp` alone.
 */
export interface DelegatePrincipal {
  readonly kind: 'DELEGATE';
  /** The agent's id. */
  readonly id: string;
  /** The client's id. */
  readonly name: string;
  readonly agentName: string;
  readonly provider: string;
  /** The most that it may do; the agent's token can be narrower. */
  readonly scopes: readonly Scope[];
  readonly accessTokenId: string;
  readonly expiresAt: Date;
}

/** A back end that may ask what a token is worth, and nothing else. */
export interface VerifierPrincipal {
  readonly kind: 'VERIFIER';
  readonly id: string;
  readonly name: string;
  /** When its key expires; `undefined` for a key without an expiry. */
  readonly expiresAt?: Date | undefined;
}

/** Who a request acts for. */
export type Principal =
  | AnonymousPrincipal
  | SuperuserPrincipal
  | AgentPrincipal
  | EnrolledAgentPrincipal
  | DelegatePrincipal
  | VerifierPrincipal;

/**
 * Who works with what is behind a provider: a superuser, or an agent by a live integration token.
 */
export type Caller = SuperuserPrincipal | AgentPrincipal;

/** Whether a principal can be a caller of what is behind a provider. */
export function isCaller(principal: Principal): principal is Caller {
  return principal.kind === 'SUPERUSER' || principal.kind === 'AGENT';
}

/** A principal that showed a credential. */
export type CredentialPrincipal = Exclude<Principal, AnonymousPrincipal>;

/**
 * The scopes by which an agent is shown what it can do: those it acts with, and those that its
 * client may still ask an issuer for.
 */
export function shownScopes({ scopes, withheldScopes = [] }: AgentPrincipal): readonly Scope[] {
  return [...scopes, ...withheldScopes];
}

/** The principal's name where it has one, for logs and `issuedBy`. */
export function principalName(principal: Principal): string | null {
  return principal.kind === 'ANONYMOUS' ? null : principal.name;
}

/** What can end a principal's right to act while it is acting. */
export interface PrincipalLifetime {
  /** What the revocation of its credential is a change of; `undefined` when nothing revokes it. */
  readonly subject: `agent:${string}` | `superuser:${string}` | `verifier:${string}` | undefined;
  /** When its credential expires; `undefined` for one that does not. */
  readonly expiresAt: Date | undefined;
}

/** Says what to watch while a principal acts for longer than one request. */
export function principalLifetime(principal: Principal): PrincipalLifetime {
  const expiresAt = 'expiresAt' in principal ? principal.expiresAt : undefined;
  switch (principal.kind) {
    case 'ANONYMOUS':
      return { subject: undefined, expiresAt };
    case 'SUPERUSER':
      return { subject: `superuser:${principal.id}`, expiresAt };
    case 'VERIFIER':
      return { subject: `verifier:${principal.id}`, expiresAt };
    case 'AGENT':
    case 'ENROLLED_AGENT':
    case 'DELEGATE':
      return { subject: `agent:${principal.id}`, expiresAt };
  }
}
