import type { WantedClaim } from '../../config/settings/rules-file.js';
import type { RoomPolicy } from '../../providers/room-policy.js';

/** What users whose claims fit obtain room tokens for. Its texts are templates. */
export interface UserRule {
  /** All of them must hold. */
  readonly when: readonly WantedClaim[];
  readonly identity: string;
  /** `undefined`: the user chooses it. */
  readonly name: string | undefined;
  readonly metadata: string | undefined;
  readonly attributes: Readonly<Record<string, string>> | undefined;
  /** How long a room token is valid; `undefined` for as long as others. */
  readonly ttlSeconds: number | undefined;
  /** The rest; its `rooms` are templates of patterns. */
  readonly policy: RoomPolicy;
}
