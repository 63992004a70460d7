import { Arg, Query, Resolver } from 'type-graphql';

import type { AuditAction } from '../platform/audit-action.js';
import { checkName } from '../platform/checks.js';
import { decodePosition, encodePosition } from '../platform/cursor.js';
import { badUserInput } from '../platform/errors.js';
import { pageOf, placeOf } from '../platform/page.js';
import { withoutNulls } from '../platform/without-nulls.js';
import type { Connection } from '../schema/connection.type.js';
import { After, First } from '../schema/page.args.js';
import type { AuditService } from './audit.service.js';
import { AuditEventConnection, AuditEventFilter, type AuditEvent } from './audit.type.js';
import type { AuditEventRecord } from './event.js';

const ACTOR_LENGTH = 300;

/** The schema's field `auditEvents`. */
@Resolver()
export class AuditResolver {
  readonly #audit: AuditService;

  constructor(audit: AuditService) {
    this.#audit = audit;
  }

  @Query(() => AuditEventConnection, {
    description: 'Everything that was done, newest first. For superusers.',
  })
  async auditEvents(
    @Arg('filter', () => AuditEventFilter, {
      nullable: true,
      description: 'Which events; all of them when left out.',
    })
    filter: AuditEventFilter | null,
    @First() first: number | null,
    @After() after: string | null,
  ): Promise<Connection<AuditEvent>> {
    const place = placeOf({ first, after }, decodePosition);
    const { agent, actor, ...others } = withoutNulls(filter ?? {});
    const wanted = {
      ...others,
      agentName: agent === undefined ? undefined : checkName('filter.agent', agent),
      actorName: actor === undefined ? undefined : checkActor(actor),
    };
    const found = await this.#audit.list(wanted, place);
    return {
      ...pageOf(found, place, { cursorOf: encodePosition, present }),
      count: () => this.#audit.count(wanted),
    };
  }
}

function present(event: AuditEventRecord): AuditEvent {
  return { ...event, action: event.action as AuditAction };
}

/** Actors are agents, superusers, operating-system users and subjects of an OIDC issuer. */
function checkActor(name: string): string {
  if (name.length < 1 || name.length > ACTOR_LENGTH || name.includes('\0')) {
    throw badUserInput('filter.actor', `must be 1 to ${String(ACTOR_LENGTH)} characters long`);
  }
  return name;
}
