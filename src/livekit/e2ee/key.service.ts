import { randomUUID } from 'node:crypto';

import type { RecordPlace } from '../../encryption/secret-record.js';
import { unreadable, type TokenVault } from '../../encryption/vault.js';
import type { AuditAction } from '../../platform/audit-action.js';
import { addSeconds, type Clock } from '../../platform/clock.js';
import type { RandomSource } from '../../platform/crypto.js';
import { createSecret, E2EE_KEY_PREFIX } from '../../platform/secrets/secret.js';
import { ROOM_TOKEN_LEEWAY_SECONDS } from '../limits.js';
import type { RoomPolicyService } from '../policies/policy.service.js';
import { projectDetail } from '../project-name.js';
import type { RoomCaller } from '../room-tokens/caller.js';
import type { RoomKeyStore, RoomPlace, SealedRoomKey } from './key.store.js';

const ROOM_KEY = { noun: 'key of a room', remedy: 'let the room end: its next one gets a new key' };

/** A room token for which a key is asked for. */
interface AdmittedRoom extends RoomPlace {
  readonly expiresAt: Date;
}

interface RoomKeyServiceParts {
  readonly store: RoomKeyStore;
  readonly vault: TokenVault;
  readonly policies: RoomPolicyService;
  readonly clock: Clock;
  readonly random: RandomSource;
}

/**
 * Hands out the key that all participants of a room share for LiveKit's end-to-end encryption.
 *
 * @see https://docs.livekit.io/home/client/encryption/
 */
export class RoomKeyService {
  readonly #parts: RoomKeyServiceParts;

  constructor(parts: RoomKeyServiceParts) {
    this.#parts = parts;
  }

  /**
   * Returns the key of the room that a room token opens, as SDKs take it: a text. It is the same
   * for everybody until the room has ended and nobody can come who has it. Each answer is in the
   * audit log.
   *
   * @returns null where the caller's policy does not share it
   * @throws DomainError `SERVICE_UNAVAILABLE`, reason `ENCRYPTION_KEY_MISSING` or
   *   `CIPHERTEXT_UNREADABLE`
   */
  async keyFor(
    { project, room, expiresAt }: AdmittedRoom,
    caller: RoomCaller,
  ): Promise<string | null> {
    const { store, policies, clock } = this.#parts;
    const policy = await policies.policyOf(caller);
    if (policy && !policy.sharesE2eeKey) return null;
    const { actor, agent, user } = caller;
    const now = clock.now();
    const neededUntil = addSeconds(expiresAt, ROOM_TOKEN_LEEWAY_SECONDS);
    const place = { project, room };
    const sealed = await store.obtain(place, { now, neededUntil }, () => this.#make(place), {
      at: now,
      action: 'ROOM_E2EE_KEY_READ' satisfies AuditAction,
      actor,
      agentName: agent?.name ?? null,
      tokenId: agent?.tokenId ?? null,
      details: {
        ...projectDetail(project),
        room,
        ...(user && { issuer: user.issuer, subject: user.subject }),
      },
    });
    return this.#open(place, sealed);
  }

  /** Forgets the keys that nobody can need any more. */
  prune(now: Date): Promise<void> {
    return this.#parts.store.prune(now);
  }

  #make({ project, room }: RoomPlace) {
    const { vault, random } = this.#parts;
    const id = randomUUID();
    const key = createSecret(E2EE_KEY_PREFIX, random);
    return { id, ...vault.seal(placeOf(id), JSON.stringify([project, room, key])) };
  }

  /** The room stands in what is sealed, so that nobody gives a room the key of another one. */
  #open({ project, room }: RoomPlace, sealed: SealedRoomKey): string {
    const text = this.#parts.vault.open(placeOf(sealed.id), sealed, ROOM_KEY);
    const [ofProject, ofRoom, key] = JSON.parse(text) as [string, string, string];
    if (ofProject === project && ofRoom === room) return key;
    throw unreadable(sealed.keyId, ROOM_KEY);
  }
}

function placeOf(id: string): RecordPlace {
  return { table: 'room_e2ee_keys', id };
}
