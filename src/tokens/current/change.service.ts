import { agentNotFound } from '../../agents/agent.js';
import type { ChangeWatch } from '../../db/changes/watch.js';
import type { Actor } from '../../platform/actor.js';
import { checkName } from '../../platform/checks.js';
import type { Clock } from '../../platform/clock.js';
import { Wakeup } from '../../platform/tasks/wakeup.js';
import { refreshAt, tokenStatus } from '../token.js';
import type { AgentTokens } from '../token.store.js';
import type { CurrentTokenService } from './current-token.service.js';

/** An agent has a new current token. */
export interface TokenChange {
  readonly agentName: string;
  readonly provider: string;
  readonly changedAt: Date;
  readonly expiresAt: Date;
  readonly refreshAt: Date;
}

/** The longest sleep while something is due at an instant: clocks can be set, timers cannot. */
const DOZE_MS = 1_000;

interface TokenChangeServiceParts {
  readonly currentTokens: CurrentTokenService;
  readonly changes: ChangeWatch;
  readonly clock: Clock;
}

/** Tells of new current tokens as they are issued, by whichever process. */
export class TokenChangeService {
  readonly #parts: TokenChangeServiceParts;

  constructor(parts: TokenChangeServiceParts) {
    this.#parts = parts;
  }

  /**
   * The new current tokens of an agent from now on. A reader that is slower than the changes
   * misses those in between and gets the newest. Where the agent's renewal is automatic, its next
   * token is issued when it is due, as if the reader had asked for it then.
   *
   * @returns an endless iterator, to be given back by its `return`
   * @throws DomainError `BAD_USER_INPUT`, `NOT_FOUND` or `SERVICE_UNAVAILABLE`; the iterator fails
   *   with the last when the database goes away, and with `NOT_FOUND` when the agent is deleted
   */
  async follow(
    agentName: string,
    actor: Actor,
  ): Promise<AsyncIterableIterator<TokenChange, undefined>> {
    const name = checkName('agent', agentName);
    const known = await this.#parts.currentTokens.find(name);
    if (!known) throw agentNotFound(name);
    const wakeup = new Wakeup();
    const unwatch = this.#parts.changes.watch(`agent:${known.agent.id}`, () => {
      wakeup.wake();
    });
    try {
      // Looked at once more now that no change goes by unheard.
      const tokens = sameAgent(known, await this.#parts.currentTokens.find(name));
      return this.#iterate({ name, actor, tokens, wakeup, unwatch });
    } catch (error) {
      unwatch();
      throw error;
    }
  }

  #iterate(parts: {
    name: string;
    actor: Actor;
    tokens: AgentTokens;
    wakeup: Wakeup;
    unwatch: () => void;
  }): AsyncIterableIterator<TokenChange, undefined> {
    const { name, actor, wakeup, unwatch } = parts;
    let { tokens } = parts;
    let toldId = tokens.newest?.record.id;
    let isOpen = true;
    const next = async (): Promise<IteratorResult<TokenChange, undefined>> => {
      while (isOpen) {
        await wakeup.wait(this.#untilRenewalMs(tokens));
        if (!(isOpen as boolean)) break;
        const look = this.#untilRenewalMs(tokens) === 0 ? 'renewed' : 'find';
        tokens = sameAgent(tokens, await this.#parts.currentTokens[look](name, actor));
        const change = this.#changeIn(tokens, toldId);
        if (!change) continue;
        toldId = tokens.newest?.record.id;
        return { done: false, value: change };
      }
      return { done: true, value: undefined };
    };
    return {
      next,
      return: () => {
        isOpen = false;
        unwatch();
        wakeup.wake();
        return Promise.resolve({ done: true, value: undefined });
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }

  #changeIn({ agent, newest }: AgentTokens, toldId: string | undefined): TokenChange | undefined {
    if (!newest || newest.record.id === toldId || agent.disabledAt) return undefined;
    // With the current token revoked, the newest left may be an older one.
    if (tokenStatus(newest.record, this.#parts.clock.now()) !== 'ACTIVE') return undefined;
    return {
      agentName: agent.name,
      provider: agent.provider,
      changedAt: newest.record.issuedAt,
      expiresAt: newest.record.expiresAt,
      refreshAt: refreshAt(newest.record),
    };
  }

  /**
   * How long to sleep until the next token is due; `undefined` where a superuser issues it, or
   * where somebody ended the present one on purpose.
   */
  #untilRenewalMs({ agent, newest }: AgentTokens): number | undefined {
    if (agent.renewal !== 'AUTOMATIC' || agent.disabledAt) return undefined;
    if (!newest || newest.record.revokedAt) return undefined;
    const remainingMs = refreshAt(newest.record).getTime() - this.#parts.clock.now().getTime();
    return Math.min(DOZE_MS, Math.max(0, remainingMs));
  }
}

/** Returns what was found, unless the agent was deleted; another may have its name by now. */
function sameAgent({ agent }: AgentTokens, found: AgentTokens | undefined): AgentTokens {
  if (found?.agent.id !== agent.id) throw agentNotFound(agent.name);
  return found;
}
