import type { AgentKeyService } from '../agents/keys/key.service.js';
import type { Actor } from '../platform/actor.js';
import { badUserInput } from '../platform/errors.js';
import type { Logger } from '../platform/log/logger.js';
import { refuseSecrets } from '../platform/secrets/free-text.js';
import type { Redact } from '../platform/secrets/redact.js';
import {
  AGENT_KEY_PREFIX,
  secretPrefix,
  SUPERUSER_KEY_PREFIX,
  VERIFIER_KEY_PREFIX,
} from '../platform/secrets/secret.js';
import { findProviderByPrefix } from '../providers/registry.js';
import type { KeyHolderService } from '../superusers/key-holder.service.js';
import type { SuperuserService } from '../superusers/superuser.service.js';
import type { TokenService } from '../tokens/token.service.js';

/** The longest source that is kept, in characters. */
const SOURCE_LENGTH = 400;

/** Where a leaked secret was found, and who said so. */
export interface LeakReport {
  readonly secret: string;
  /** For people, for example the address of a commit. */
  readonly source: string | undefined;
  readonly actor: Actor;
}

interface LeakServiceParts {
  readonly tokens: TokenService;
  readonly agentKeys: AgentKeyService;
  readonly superusers: SuperuserService;
  readonly verifiers: KeyHolderService;
  readonly logger: Logger;
  readonly redact: Redact;
}

/** Ends tokens and keys that somebody found where they do not belong. */
export class LeakService {
  readonly #parts: LeakServiceParts;

  constructor(parts: LeakServiceParts) {
    this.#parts = parts;
  }

  /**
   * Revokes a token or key for whoever holds it, and writes that to the audit log. Idempotent.
   * Whether the secret was good for anything is told to the log alone, not to the caller.
   *
   * @throws DomainError `BAD_USER_INPUT` for the source, or `SERVICE_UNAVAILABLE`: then report
   *   again
   */
  async report({ secret, source, actor }: LeakReport): Promise<void> {
    const reason = reasonOf(secret, source, this.#parts.redact);
    if (this.#parts.superusers.isConfiguredKey(secret)) {
      this.#parts.logger.error(
        { requestId: actor.requestId, address: actor.address, reason },
        'The key in SUPERUSER_KEY was reported as leaked and still works, because a setting cannot ' +
          'be revoked. Change SUPERUSER_KEY now and restart every replica.',
      );
      return;
    }
    const revoked = await this.#revoke(secret, reason, actor);
    if (revoked === undefined) return;
    this.#parts.logger.warn(
      { requestId: actor.requestId, address: actor.address, revoked, reason },
      'A leaked secret was revoked',
    );
  }

  /** What was revoked, in words for the log; `undefined` where nothing was left to revoke. */
  async #revoke(secret: string, reason: string, actor: Actor): Promise<string | undefined> {
    const prefix = secretPrefix(secret);
    switch (prefix) {
      case undefined:
        return undefined;
      case SUPERUSER_KEY_PREFIX:
        return named(
          'superuser',
          await this.#parts.superusers.keys.revokeLeaked(secret, reason, actor),
        );
      case VERIFIER_KEY_PREFIX:
        return named('verifier', await this.#parts.verifiers.revokeLeaked(secret, reason, actor));
      case AGENT_KEY_PREFIX:
        return named(
          'key of agent',
          await this.#parts.agentKeys.revokeLeaked(secret, reason, actor),
        );
      default:
        if (!findProviderByPrefix(prefix)) return undefined;
        return this.#revokeToken(secret, reason, actor);
    }
  }

  async #revokeToken(secret: string, reason: string, actor: Actor): Promise<string | undefined> {
    const owner = await this.#parts.tokens.findBySecret(secret);
    if (!owner || owner.token.revokedAt) return undefined;
    await this.#parts.tokens.revoke(owner.token.id, reason, actor, 'TOKEN_LEAK_REPORTED');
    return `token ${owner.token.id} of agent ${owner.token.agentName}`;
  }
}

function named(kind: string, name: string | undefined): string | undefined {
  return name === undefined ? undefined : `${kind} ${name}`;
}

/**
 * A source may well quote what was found there, so the reported secret is taken out of it. Any
 * other secret in it is refused.
 */
function reasonOf(secret: string, source: string | undefined, redact: Redact): string {
  if (source === undefined) return 'Reported as leaked.';
  if (source.length > SOURCE_LENGTH) {
    throw badUserInput('source', `must be at most ${String(SOURCE_LENGTH)} characters long`);
  }
  if (source.includes('\0')) throw badUserInput('source', 'must not contain NUL characters');
  const kept = source.replaceAll(secret, '[redacted]');
  refuseSecrets('source', kept, { redact });
  return `Reported as leaked: ${kept}`;
}
