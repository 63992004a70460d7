import type { Agent } from '../agents/agent.js';
import { DomainError } from '../platform/errors.js';
import type { RegisteredProvider } from '../providers/registry.js';

/**
 * Passes an agent of that provider.
 *
 * @throws DomainError `CONFLICT`
 */
export function checkProvider(agent: Agent, provider: RegisteredProvider): void {
  if (agent.provider === provider.id) return;
  throw new DomainError(
    'CONFLICT',
    `The agent ${agent.name} belongs to ${agent.provider}, and an agent has one provider for ` +
      'good. Name another agent.',
  );
}

/**
 * Passes an agent that is not disabled.
 *
 * @throws DomainError `CONFLICT`
 */
export function checkEnabled(agent: Agent): void {
  if (!agent.disabledAt) return;
  throw new DomainError(
    'CONFLICT',
    `The agent ${agent.name} is disabled and gets no tokens. Enable it first, with the mutation ` +
      `updateAgent or with: token-gateway agent enable ${agent.name}`,
  );
}
