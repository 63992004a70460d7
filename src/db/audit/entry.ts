import type { Actor } from '../../platform/actor.js';
import type { AuditAction } from '../../platform/audit-action.js';

/** What is to be written down; never a secret. */
export interface AuditEntry {
  readonly at: Date;
  readonly action: AuditAction;
  readonly actor: Actor;
  readonly agentName: string | null;
  readonly tokenId: string | null;
  /** What else is worth knowing, for example the reason of a revocation. */
  readonly details?: Readonly<Record<string, string | number | boolean | null>>;
}
