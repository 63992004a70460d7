import type { AgentKeyService } from '../agents/keys/key.service.js';
import type { AccessTokenService } from '../grants/access-token.service.js';
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

/** What a reported secret is. */
type LeakedKind = 'TOKEN' | 'ACCESS_TOKEN' | 'AGENT_KEY' | 'SUPERUSER_KEY' | 'VERIFIER_KEY';

/** What became of a reported secret. */
export interface LeakOutcome {
  /** `STILL_VALID`: it is a setting, `SUPERUSER_KEY`, which only the operator can change. */
  readonly outcome: 'REVOKED' | 'REVOKED_BEFORE' | 'STILL_VALID' | 'UNKNOWN';
  /** `null` for an unknown secret. */
  readonly kind: LeakedKind | null;
  /** Whose it is: the agent's name, the superuser's or the verifier's. */
  readonly name: string | null;
}

interface LeakServiceParts {
  readonly tokens: TokenService;
  /** `undefined` where none are made. */
  readonly accessTokens: AccessTokenService | undefined;
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
   * Revokes a token or key for whoever holds it, and writes that to the audit log. Idempotent. What
   * this answers is for the operator: a stranger must not learn whether a secret was good.
   *
   * @throws DomainError `BAD_USER_INPUT` for the source, or `SERVICE_UNAVAILABLE`: then report
   *   again
   */
  async report({ secret, source, actor }: LeakReport): Promise<LeakOutcome> {
    const reason = reasonOf(secret, source, this.#parts.redact);
    const said = { requestId: actor.requestId, address: actor.address, reason };
    if (this.#parts.superusers.isConfiguredKey(secret)) {
      this.#parts.logger.error(
        said,
        'The key in SUPERUSER_KEY was reported as leaked and still works, because a setting cannot ' +
          'be revoked. Change SUPERUSER_KEY now and restart every replica.',
      );
      return { outcome: 'STILL_VALID', kind: 'SUPERUSER_KEY', name: null };
    }
    const found = await this.#revoke(secret, reason, actor);
    if (!found) return { outcome: 'UNKNOWN', kind: null, name: null };
    const { kind, name, wasRevoked } = found;
    if (wasRevoked) return { outcome: 'REVOKED_BEFORE', kind, name };
    this.#parts.logger.warn({ ...said, kind, name }, 'A leaked secret was revoked');
    return { outcome: 'REVOKED', kind, name };
  }

  async #revoke(secret: string, reason: string, actor: Actor): Promise<FoundSecret | undefined> {
    const { superusers, verifiers, agentKeys } = this.#parts;
    const prefix = secretPrefix(secret);
    switch (prefix) {
      case undefined:
        return ofKind(
          'ACCESS_TOKEN',
          await this.#parts.accessTokens?.revokeLeaked(secret, reason, actor),
        );
      case SUPERUSER_KEY_PREFIX:
        return ofKind('SUPERUSER_KEY', await superusers.keys.revokeLeaked(secret, reason, actor));
      case VERIFIER_KEY_PREFIX:
        return ofKind('VERIFIER_KEY', await verifiers.revokeLeaked(secret, reason, actor));
      case AGENT_KEY_PREFIX:
        return ofKind('AGENT_KEY', await agentKeys.revokeLeaked(secret, reason, actor));
      default:
        if (!findProviderByPrefix(prefix)) return undefined;
        return ofKind('TOKEN', await this.#revokeToken(secret, reason, actor));
    }
  }

  async #revokeToken(
    secret: string,
    reason: string,
    actor: Actor,
  ): Promise<Omit<FoundSecret, 'kind'> | undefined> {
    const { tokens } = this.#parts;
    const owner = await tokens.findBySecret(secret);
    if (!owner) return undefined;
    const { id, agentName, revokedAt } = owner.token;
    if (!revokedAt) await tokens.revoke(id, reason, actor, 'TOKEN_LEAK_REPORTED');
    return { name: agentName, wasRevoked: revokedAt !== null };
  }
}

interface FoundSecret {
  readonly kind: LeakedKind;
  readonly name: string;
  readonly wasRevoked: boolean;
}

function ofKind(
  kind: LeakedKind,
  found: Omit<FoundSecret, 'kind'> | undefined,
): FoundSecret | undefined {
  return found && { kind, ...found };
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
