import { z } from 'zod';

import type { AuditService } from '../audit/audit.service.js';
import { RETENTION_DAYS, type AuditChainService } from '../audit/chains/chain.service.js';
import { AUDIT_ACTION_DESCRIPTIONS, type AuditAction } from '../platform/audit-action.js';
import { boundsRule } from '../platform/checks.js';
import { read } from './arguments.js';
import type { Operations } from './operation.js';

const EXPORT_PAGE = 500;

const actions = Object.keys(AUDIT_ACTION_DESCRIPTIONS) as AuditAction[];
const days = boundsRule(RETENTION_DAYS);
const instant = z.iso
  .datetime({ offset: true, message: 'must be an instant, such as 2030-01-31T00:00:00Z' })
  .transform((text) => new Date(text))
  .optional();

const head = z.object({
  lane: z.number().int().min(-32_768).max(32_767),
  sequence: z.number().int().nonnegative(),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
});

const signature = {
  keyId: z.string().optional(),
  signature: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
};

/** Lanes as `audit heads` prints them, or as the gateway's log has them. */
const savedHeads = z.union([
  z.object({ auditHeads: z.array(head), ...signature }),
  head
    .extend(signature)
    .transform(({ keyId, signature, ...one }) => ({ auditHeads: [one], keyId, signature })),
]);

const shapes = {
  verify: z.object({
    against: z
      .array(
        savedHeads,
        'must be lanes, as audit heads prints them, or lines of the gateway’s log with auditHeads',
      )
      .default([]),
  }),
  prune: z.object({
    days: z.number().min(RETENTION_DAYS.least, days).max(RETENTION_DAYS.most, days).optional(),
  }),
  page: z.object({
    agent: z.string().optional(),
    actor: z.string().optional(),
    action: z.enum(actions, `must be one of: ${actions.join(', ')}`).optional(),
    since: instant,
    until: instant,
    after: z.object({ at: z.coerce.date(), id: z.uuid() }).nullable(),
  }),
};

/** What the operator does about the audit log. */
export function auditOperations(audit: AuditService, chains: AuditChainService): Operations {
  return {
    'audit heads': () => chains.headsByLane(),
    'audit verify': async (args) => chains.verify(read(shapes.verify, args).against),
    'audit prune': async (args, actor) => chains.prune(read(shapes.prune, args).days, actor),
    'audit export page': async (args) => {
      const { agent, actor, after, ...filter } = read(shapes.page, args);
      const events = await audit.exportPage(
        { agentName: agent, actorName: actor, ...filter },
        { limit: EXPORT_PAGE, after: after ?? undefined },
      );
      const last = events.at(-1);
      const isLast = events.length < EXPORT_PAGE || !last;
      return { events, next: isLast ? null : { at: last.at, id: last.id } };
    },
  };
}
