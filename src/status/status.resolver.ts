import { Query, Resolver } from 'type-graphql';

import type { GatewayStatus } from './finding.js';
import type { StatusService } from './status.service.js';
import { GatewayStatusType } from './status.type.js';

/** The schema's field `gatewayStatus`. */
@Resolver()
export class StatusResolver {
  readonly #status: StatusService;

  constructor(status: StatusService) {
    this.#status = status;
  }

  @Query(() => GatewayStatusType, {
    description:
      'How the gateway is: its database, features, addresses, clocks, agents, accounts and keys, ' +
      'and what to do about each. Asks Google and LiveKit for the time. For superusers.',
  })
  gatewayStatus(): Promise<GatewayStatus> {
    return this.#status.lookAtRunning();
  }
}
