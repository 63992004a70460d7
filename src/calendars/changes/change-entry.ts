import type { AuditAction } from '../../platform/audit-action.js';
import type { Actor } from '../../platform/actor.js';
import type { CalendarCall } from '../google/call.js';

/** What the audit log is told of a change. */
export interface ChangeEntry {
  readonly action: AuditAction;
  readonly actor: Actor;
  readonly agentName: string | null;
  readonly tokenId: string | null;
  readonly details: Readonly<Record<string, string>>;
}

/** A change of a calendar as the audit log has it. */
export function changeEntry(
  { actor, caller, tokenId }: CalendarCall,
  action: AuditAction,
  details: ChangeEntry['details'],
): ChangeEntry {
  return {
    action,
    actor,
    agentName: caller.kind === 'AGENT' ? caller.name : null,
    tokenId,
    details,
  };
}
