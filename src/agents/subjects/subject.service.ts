import { randomUUID } from 'node:crypto';

import type { ChangeCache } from '../../db/changes/cache.js';
import type { CredentialService } from '../../encryption/credential.service.js';
import type { TokenVault } from '../../encryption/vault.js';
import { identityOf, partsOfIdentity } from '../../oidc/identity.js';
import type { Actor } from '../../platform/actor.js';
import type { Clock } from '../../platform/clock.js';
import { DomainError } from '../../platform/errors.js';
import type { Agent } from '../agent.js';
import type { AgentService } from '../agent.service.js';
import { checkSubject, type AgentSubject } from './subject.js';
import type { AgentSubjectStore, FoundSubject, SubjectRow } from './subject.store.js';

interface AgentSubjectServiceParts {
  readonly store: AgentSubjectStore;
  readonly agents: AgentService;
  readonly vault: TokenVault;
  readonly credentials: CredentialService;
  readonly byIdentity: ChangeCache<Agent>;
  readonly clock: Clock;
  readonly issuer: string | undefined;
}

/** Binds subjects of the OIDC issuer to agents, which then need no secret of the gateway's. */
export class AgentSubjectService {
  readonly #parts: AgentSubjectServiceParts;

  /**
   * @param parts.issuer - the one whose subjects are meant; `undefined` where OIDC is not set up
   */
  constructor(parts: AgentSubjectServiceParts) {
    this.#parts = parts;
  }

  /**
   * Binds a subject to an agent: a JWT of that subject may then read the agent's current token.
   * Idempotent. A row of the subject that no gateway with the keys at hand wrote is replaced.
   *
   * @throws DomainError `BAD_USER_INPUT`, `NOT_FOUND`, or `CONFLICT` when the subject is bound to
   *   another agent or OIDC is not set up
   */
  async bind(agentName: string, subject: string, actor: Actor): Promise<AgentSubject> {
    const identity = this.#identity(subject);
    const agent = await this.#parts.agents.require('agent', agentName);
    const wanted = { id: randomUUID(), agentName, identity, createdAt: this.#parts.clock.now() };
    const place = { table: 'agent_subjects', id: wanted.id, agentId: agent.id } as const;
    const stored = this.#parts.vault.vouch(place, identity);
    const forged = await this.#findForged(identity);
    const standing = await this.#parts.store.bind(agent, wanted, { stored, forged, actor });
    if (standing?.agentName !== agentName) {
      throw new DomainError(
        'CONFLICT',
        standing
          ? `The subject is bound to the agent ${standing.agentName}. Unbind it there first.`
          : 'The subject was unbound in the same moment. Try once more.',
      );
    }
    return present(standing);
  }

  /**
   * Refuses JWTs of that subject from now on.
   *
   * @throws DomainError `BAD_USER_INPUT`, `NOT_FOUND`, or `CONFLICT` when OIDC is not set up
   */
  async unbind(subject: string, actor: Actor): Promise<AgentSubject> {
    const identity = this.#identity(subject);
    const removed = await this.#parts.store.unbind(identity, {
      at: this.#parts.clock.now(),
      actor,
    });
    if (!removed) throw new DomainError('NOT_FOUND', 'The subject is bound to no agent.');
    return present(removed);
  }

  /** What is bound to an agent, oldest first. */
  async list(agentId: string): Promise<AgentSubject[]> {
    return (await this.#parts.store.list(agentId)).map(present);
  }

  /** Finds the agent that an identity is bound to; from memory where it is known. */
  findAgent(identity: string): Promise<Agent | undefined> {
    return this.#parts.byIdentity.get(identity, async () => {
      const found = await this.#parts.store.findAgent(identity);
      if (!found) return undefined;
      if (!(await this.#isVouched(found, identity))) return undefined;
      return { value: found.agent, subject: `agent:${found.agent.id}` };
    });
  }

  async #findForged(identity: string): Promise<FoundSubject | undefined> {
    const found = await this.#parts.store.findAgent(identity);
    return found && !(await this.#isVouched(found, identity)) ? found : undefined;
  }

  #isVouched({ agent, id, stored }: FoundSubject, identity: string): Promise<boolean> {
    const place = { table: 'agent_subjects', id, agentId: agent.id } as const;
    return this.#parts.credentials.isVouched(place, stored, identity);
  }

  #identity(subject: string): string {
    if (this.#parts.issuer === undefined) {
      throw new DomainError(
        'CONFLICT',
        'A subject belongs to an issuer, and none is set: set OIDC_ISSUER and OIDC_AUDIENCE first.',
        { reason: 'OIDC_NOT_CONFIGURED' },
      );
    }
    return identityOf(this.#parts.issuer, checkSubject('subject', subject));
  }
}

function present({ identity, ...row }: SubjectRow): AgentSubject {
  return { ...row, ...partsOfIdentity(identity) };
}
