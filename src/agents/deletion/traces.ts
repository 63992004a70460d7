import { DomainError } from '../../platform/errors.js';

/** What refers to an agent. */
export interface AgentTraces {
  /** Whether a token was ever issued to it. */
  readonly hasTokens: boolean;
  /** Whether a key was ever made for it. */
  readonly hasKeys: boolean;
  readonly hasSubjects: boolean;
  readonly hasGoogleAccounts: boolean;
}

/** Whether nothing refers to an agent. */
export function isTraceless(traces: AgentTraces): boolean {
  return !Object.values(traces).includes(true);
}

/**
 * The refusal to delete an agent that something refers to. Tokens and keys are kept for good, so
 * that one can see later who did what; a binding can be removed.
 */
export function cannotBeDeleted(name: string, traces: AgentTraces): DomainError {
  const { hasTokens, hasKeys, hasSubjects, hasGoogleAccounts } = traces;
  if (hasTokens || hasKeys) {
    const kept = [...(hasTokens ? ['tokens'] : []), ...(hasKeys ? ['keys'] : [])].join(' and ');
    return new DomainError(
      'CONFLICT',
      `The agent ${name} has had ${kept}, and what it did with them must stay traceable, so it ` +
        'cannot be deleted. Disable it instead, with the mutation updateAgent or with: ' +
        `token-gateway agent disable ${name}`,
      { reason: 'AGENT_HAS_HISTORY' },
    );
  }
  const bound = [
    ...(hasSubjects ? ['subjects of the OIDC issuer (token-gateway agent unbind)'] : []),
    ...(hasGoogleAccounts ? ['Google accounts (token-gateway google unbind)'] : []),
  ].join(' and ');
  return new DomainError(
    'CONFLICT',
    `The agent ${name} is bound to ${bound}. Unbind it first, then delete it.`,
    { reason: 'AGENT_IS_BOUND' },
  );
}
