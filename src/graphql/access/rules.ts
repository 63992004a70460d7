import { unauthenticated } from '../../authentication/credentials.js';
import { DomainError } from '../../platform/errors.js';
import { API_GRANT_SCOPES, type ApiGrant } from '../../providers/livekit-api.js';
import { providers, type Scope } from '../../providers/registry.js';
import type { RequestContext } from '../../request/context.js';
import type { AgentPrincipal, Principal } from '../../request/principal.js';
import { rule } from './shield.js';

/**
 * A rule: may this principal, with these arguments? Pure, without input or output, so that an
 * outage can never look like a refusal.
 *
 * @returns `true`, or the refusal
 */
export type Decision = (
  principal: Principal,
  args: Readonly<Record<string, unknown>>,
) => true | DomainError;

/**
 * Gives a decision the form that graphql-shield runs. Refusals are returned, not thrown: shield
 * replaces what a rule throws. Nothing is cached, because a subscription's context outlives a
 * decision.
 */
export function asRule(name: string, decide: Decision) {
  return rule(name, { cache: 'no_cache' })(
    (_parent: unknown, args: Readonly<Record<string, unknown>>, context: RequestContext) =>
      decide(context.principal, args),
  );
}

/** Everybody, with or without a credential. */
export const anyone: Decision = () => true;

/** Superusers alone. */
export const superuser: Decision = (principal) => {
  if (principal.kind === 'SUPERUSER') return true;
  if (principal.kind === 'ANONYMOUS') return missingCredentials();
  return new DomainError('FORBIDDEN', 'Only a superuser may do this.', {
    reason: 'SUPERUSER_REQUIRED',
  });
};

/** Superusers, and the back ends that are registered to check tokens. */
export const introspector: Decision = (principal) => {
  if (principal.kind === 'SUPERUSER' || principal.kind === 'VERIFIER') return true;
  if (principal.kind === 'ANONYMOUS') return missingCredentials();
  return new DomainError('FORBIDDEN', 'Only a superuser or a verifier may introspect tokens.', {
    reason: 'VERIFIER_REQUIRED',
  });
};

/** Superusers, and agents whose live token has a scope. */
function superuserOrScope(scope: Scope): Decision {
  return (principal) => {
    switch (principal.kind) {
      case 'SUPERUSER':
        return true;
      case 'ANONYMOUS':
        return missingCredentials();
      case 'AGENT':
        return principal.scopes.includes(scope) || scopeMissing(principal, scope);
      case 'ENROLLED_AGENT':
      case 'DELEGATE':
      case 'VERIFIER':
        return new DomainError(
          'FORBIDDEN',
          `This needs a superuser, or an agent's integration token with the scope ${scope}.`,
          { reason: 'AGENT_REQUIRED' },
        );
    }
  };
}

/** Who may obtain room tokens. */
export const roomJoiner = superuserOrScope('livekit.join');

/**
 * Who may obtain API tokens of LiveKit: each grant that is asked for needs its scope, and where
 * none is asked for, all of them.
 */
export const apiTokenIssuer: Decision = (principal, args) => {
  const { grants = [] } = (args['input'] ?? {}) as { grants?: readonly ApiGrant[] };
  const scopes =
    grants.length > 0
      ? grants.map((grant) => API_GRANT_SCOPES[grant])
      : Object.values(API_GRANT_SCOPES);
  const decisions = scopes.map((scope) => superuserOrScope(scope)(principal, args));
  return decisions.find((decision) => decision !== true) ?? true;
};

/** Who may look into rooms and act in them. */
export const roomGovernor = superuserOrScope('livekit.admin');

/**
 * Who may read the current token of the agent in the argument `agent`: a superuser, that agent by
 * a live token or by its agent key, and a caller in a trusted network that shows no credential.
 */
export const currentTokenReader: Decision = (principal, args) => {
  switch (principal.kind) {
    case 'SUPERUSER':
      return true;
    case 'ANONYMOUS':
      return principal.isFromTrustedNetwork || missingCredentials();
    case 'VERIFIER':
      return new DomainError('FORBIDDEN', 'A verifier may introspect tokens and nothing else.', {
        reason: 'AGENT_REQUIRED',
      });
    case 'DELEGATE':
      return new DomainError(
        'FORBIDDEN',
        'An access token of /oauth/token is good at /mcp alone.',
        {
          reason: 'AGENT_REQUIRED',
        },
      );
    case 'AGENT':
    case 'ENROLLED_AGENT':
      if (principal.name === args['agent']) return true;
      return new DomainError('FORBIDDEN', 'An agent may read its own current token alone.', {
        reason: 'NOT_YOUR_AGENT',
      });
  }
};

/** Agents whose token has a scope, and superusers. */
export function agentWithScope(scope: Scope): Decision {
  return (principal) => {
    if (principal.kind === 'SUPERUSER') return true;
    if (principal.kind === 'ANONYMOUS') return missingCredentials();
    if (principal.kind !== 'AGENT') {
      return new DomainError('FORBIDDEN', 'Only an agent may do this, by its live token.', {
        reason: 'AGENT_REQUIRED',
      });
    }
    return principal.scopes.includes(scope) || scopeMissing(principal, scope);
  };
}

/** Agents alone, whatever their scopes. */
export const anyAgent: Decision = (principal) => {
  if (principal.kind === 'AGENT') return true;
  if (principal.kind === 'ANONYMOUS') return missingCredentials();
  return new DomainError(
    'FORBIDDEN',
    'Only an agent may do this: by its live token, its agent key, or a JWT that is bound to it.',
    { reason: 'AGENT_REQUIRED' },
  );
};

/** The refusal of a token without a scope, and who can have it. */
function scopeMissing({ provider }: AgentPrincipal, scope: Scope): DomainError {
  const owner = providers.find(({ scopes }) => scopes.includes(scope));
  const whose =
    owner && owner.id !== provider
      ? `only agents of ${owner.displayName} can have`
      : 'a superuser gives';
  return new DomainError(
    'FORBIDDEN',
    `This needs a token with the scope ${scope}, which ${whose}.`,
    { reason: 'INSUFFICIENT_SCOPE' },
  );
}

function missingCredentials(): DomainError {
  return unauthenticated(
    'MISSING_CREDENTIALS',
    'This needs a credential. Send a key as Authorization: Bearer, or a token in its header.',
  );
}
