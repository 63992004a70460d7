import { randomUUID } from 'node:crypto';

import type { Agent } from '../agents/agent.js';
import type { TokenVault } from '../encryption/vault.js';
import { addSeconds, type Clock } from '../platform/clock.js';
import type { RandomSource } from '../platform/crypto.js';
import { createSecret, secretHint } from '../platform/secrets/secret.js';
import { providerById, type ProviderId } from '../providers/registry.js';
import type { Scope } from '../providers/registry.js';
import type { NewToken } from './row.sql.js';

/** What a new token is made of. */
export interface MintOrder {
  readonly agent: Agent;
  readonly scopes: readonly Scope[];
  readonly ttlSeconds: number;
  readonly issuedBy: string;
  readonly note: string | null;
}

/** Makes tokens, of which the database keeps the secret sealed. */
export class TokenMint {
  readonly #vault: TokenVault;
  readonly #clock: Clock;
  readonly #random: RandomSource;

  constructor(vault: TokenVault, clock: Clock, random: RandomSource) {
    this.#vault = vault;
    this.#clock = clock;
    this.#random = random;
  }

  /** Makes a token that starts to live now. */
  mint(order: MintOrder): NewToken {
    const id = randomUUID();
    const issuedAt = this.#clock.now();
    const provider = providerById(order.agent.provider as ProviderId);
    const secret = createSecret(provider.prefix, this.#random);
    return {
      id,
      stored: this.#vault.keepToken({ id, agentId: order.agent.id }, secret),
      hint: secretHint(secret),
      scopes: order.scopes,
      issuedAt,
      issuedBy: order.issuedBy,
      ttlSeconds: order.ttlSeconds,
      expiresAt: addSeconds(issuedAt, order.ttlSeconds),
      note: order.note,
    };
  }
}
