import type { Agent } from '../agents/agent.js';
import { checkName } from '../agents/agent.js';
import { checkScopes, type AgentService } from '../agents/agent.service.js';
import type { ChangeCache } from '../db/change-cache.js';
import type { Clock } from '../platform/clock.js';
import { sha256 } from '../platform/crypto.js';
import { badUserInput, DomainError } from '../platform/errors.js';
import { holdsSecret } from '../platform/redact.js';
import type { Provider } from '../providers/provider.js';
import type { TokenMint } from './token-mint.js';
import { NOTE_LENGTH, OVERLAP_SECONDS, TTL_SECONDS, type IntegrationTokenRecord } from './token.js';
import type { TokenFilter, TokenPosition } from './token-selection.store.js';
import type { TokenStore } from './token.store.js';

/** What a superuser asks for; whatever is left out takes its default. */
export interface GenerateTokenOrder {
  readonly provider: Provider;
  readonly agent: string;
  readonly ttlSeconds?: number | undefined;
  readonly scopes?: readonly string[] | undefined;
  readonly overlapSeconds?: number | undefined;
  readonly note?: string | undefined;
}

/** A token as found by its secret, with its agent's state. */
export interface TokenOwner {
  readonly token: IntegrationTokenRecord;
  readonly agentDisabledAt: Date | null;
}

/** Issues, lists and finds integration tokens. */
export class TokenService {
  readonly #store: TokenStore;
  readonly #agents: AgentService;
  readonly #mint: TokenMint;
  readonly #clock: Clock;
  readonly #byDigest: ChangeCache<TokenOwner>;

  constructor(parts: {
    store: TokenStore;
    agents: AgentService;
    mint: TokenMint;
    clock: Clock;
    byDigest: ChangeCache<TokenOwner>;
  }) {
    this.#store = parts.store;
    this.#agents = parts.agents;
    this.#mint = parts.mint;
    this.#clock = parts.clock;
    this.#byDigest = parts.byDigest;
  }

  /**
   * Makes a new token the agent's current one. The one before it stays good for `overlapSeconds`,
   * never past its own expiry; 0 revokes it at once. An unknown agent is registered.
   *
   * @param issuedBy - who asked for it, as `IntegrationToken.issuedBy` will say
   * @returns the secret, readable again by `currentToken` alone, and the token without it
   * @throws DomainError `BAD_USER_INPUT`, or `CONFLICT` when the agent belongs to another provider
   *   or is disabled
   */
  async generate(
    order: GenerateTokenOrder,
    issuedBy: string,
  ): Promise<{ secret: string; token: IntegrationTokenRecord }> {
    const { provider } = order;
    const name = checkName('input.agent', order.agent);
    const ttlSeconds = bounded('input.ttlSeconds', order.ttlSeconds, TTL_SECONDS);
    const overlapSeconds = bounded('input.overlapSeconds', order.overlapSeconds, OVERLAP_SECONDS);
    const note = checkNote(order.note);
    const scopes = checkScopes(
      'input.scopes',
      order.scopes ?? provider.defaultScopes,
      provider.scopes,
    );
    let secret = '';
    const issued = await this.#store.issue(
      name,
      this.#agents.draft({ name, provider }),
      ({ agent }) => {
        checkAgent(agent, provider);
        const allowed = order.scopes ? scopes : scopes.filter((one) => agent.scopes.includes(one));
        checkScopes('input.scopes', allowed, agent.scopes);
        const minted = this.#mint.mint(agent, { scopes: allowed, ttlSeconds, issuedBy, note });
        secret = minted.secret;
        return { token: minted.token, overlapSeconds };
      },
    );
    if (!issued?.newest) throw new Error('A token was issued and is not there.');
    return { secret, token: issued.newest.record };
  }

  /** A page of tokens, newest first. */
  list(
    filter: TokenFilter,
    page: { limit: number; after: TokenPosition | undefined },
  ): Promise<IntegrationTokenRecord[]> {
    return this.#store.list(filter, this.#clock.now(), page);
  }

  /** How many tokens a filter lets through. */
  count(filter: TokenFilter): Promise<number> {
    return this.#store.count(filter, this.#clock.now());
  }

  /** The token of that id, without its secret. */
  findById(id: string): Promise<IntegrationTokenRecord | undefined> {
    return this.#store.findById(id);
  }

  /** Finds a token by its secret; from memory where it is known. */
  findBySecret(secret: string): Promise<TokenOwner | undefined> {
    const digest = sha256(secret);
    return this.#byDigest.get(digest.toString('base64'), async () => {
      const owner = await this.#store.findByDigest(digest);
      return owner && { value: owner, subject: `agent:${owner.token.agentId}` };
    });
  }
}

function checkAgent(agent: Agent, provider: Provider): void {
  if (agent.provider !== provider.id) {
    throw new DomainError(
      'CONFLICT',
      `The agent ${agent.name} belongs to ${agent.provider}, and an agent has one provider for ` +
        'good. Name another agent.',
    );
  }
  if (agent.disabledAt) {
    throw new DomainError('CONFLICT', `The agent ${agent.name} is disabled and gets no tokens.`);
  }
}

function bounded(
  argument: string,
  value: number | undefined,
  bounds: { least: number; most: number; default: number },
): number {
  const chosen = value ?? bounds.default;
  if (chosen < bounds.least || chosen > bounds.most) {
    throw badUserInput(
      argument,
      `must be from ${String(bounds.least)} to ${String(bounds.most)} seconds`,
    );
  }
  return chosen;
}

function checkNote(note: string | undefined): string | null {
  if (note !== undefined && Array.from(note).length > NOTE_LENGTH) {
    throw badUserInput('input.note', `must be at most ${String(NOTE_LENGTH)} characters long`);
  }
  if (note?.includes('\0')) throw badUserInput('input.note', 'must not contain NUL characters');
  if (note !== undefined && holdsSecret(note)) {
    throw badUserInput('input.note', 'must not hold a token or a key: notes are shown in lists');
  }
  return note ?? null;
}
