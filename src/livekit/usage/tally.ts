/** What of LiveKit is counted. */
export type UsageKind = 'roomTokens' | 'joins' | 'connectedSeconds';

/** How many agents have counters of their own; what others use is counted together. */
const MOST_AGENTS = 500;

/** The name under which they are: no agent has it, because of its brackets. */
const OTHERS = '(other)';

/** What agents used of LiveKit since this process started, for its metrics. */
export class UsageTally {
  readonly #byAgent = new Map<string, Record<UsageKind, number>>();

  /** Adds to what an agent used. */
  add(agentName: string, kind: UsageKind, amount: number): void {
    const isKnown = this.#byAgent.has(agentName) || this.#byAgent.size < MOST_AGENTS;
    const name = isKnown ? agentName : OTHERS;
    const counts = this.#byAgent.get(name) ?? { roomTokens: 0, joins: 0, connectedSeconds: 0 };
    counts[kind] += amount;
    this.#byAgent.set(name, counts);
  }

  /** How much of a kind each agent used. */
  *of(kind: UsageKind): Iterable<readonly [agentName: string, amount: number]> {
    for (const [agentName, counts] of this.#byAgent) yield [agentName, counts[kind]];
  }
}
