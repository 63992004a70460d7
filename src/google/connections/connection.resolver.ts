import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';

import { checkName } from '../../platform/checks.js';
import type { Clock } from '../../platform/clock.js';
import { decodePosition, encodePosition } from '../../platform/cursor.js';
import { pageOf, placeOf } from '../../platform/page.js';
import type { RequestContext } from '../../request/context.js';
import type { Connection } from '../../schema/connection.type.js';
import { After, First } from '../../schema/page.args.js';
import {
  GoogleAccountType,
  GoogleAccountConnection,
  GoogleAccountState,
} from '../accounts/account.type.js';
import {
  BindGoogleConnectionInput,
  BindGoogleConnectionPayload,
  DisconnectGoogleAccountInput,
  DisconnectGoogleAccountPayload,
  UnbindGoogleConnectionInput,
  UnbindGoogleConnectionPayload,
} from './connection.input.js';
import type { ConnectionState } from './connection.js';
import type { GoogleConnectionService } from './connection.service.js';
import { presentConnection } from './presenter.js';

/** The schema's fields about accounts that are connected already. */
@Resolver()
export class GoogleConnectionResolver {
  readonly #connections: GoogleConnectionService;
  readonly #clock: Clock;

  constructor(connections: GoogleConnectionService, clock: Clock) {
    this.#connections = connections;
    this.#clock = clock;
  }

  @Query(() => GoogleAccountConnection, {
    description:
      'Connected Google accounts, newest first: how they are, and what to do about it. For ' +
      'superusers.',
  })
  async googleConnections(
    @Arg('agent', () => String, {
      nullable: true,
      description: 'Only accounts that this agent may work with.',
    })
    agent: string | null,
    @Arg('state', () => GoogleAccountState, {
      nullable: true,
      description: 'Only accounts whose connection stands like this.',
    })
    state: ConnectionState | null,
    @First() first: number | null,
    @After() after: string | null,
  ): Promise<Connection<GoogleAccountType>> {
    const place = placeOf({ first, after }, decodePosition);
    const filter = {
      agentName: typeof agent === 'string' ? checkName('agent', agent) : undefined,
      state: state ?? undefined,
    };
    const found = await this.#connections.list(filter, place);
    const now = this.#clock.now();
    return {
      ...pageOf(found, place, {
        cursorOf: ({ connectedAt, id }) => encodePosition({ at: connectedAt, id }),
        present: (listed) => presentConnection(listed, now),
      }),
      count: () => this.#connections.count(filter),
    };
  }

  @Mutation(() => DisconnectGoogleAccountPayload, {
    description:
      'Forgets a Google account’s grant, unbinds its agents, and revokes the grant at Google. ' +
      'Idempotent. For superusers.',
  })
  async disconnectGoogleAccount(
    @Arg('input', () => DisconnectGoogleAccountInput, { description: 'Which account.' })
    input: DisconnectGoogleAccountInput,
    @Ctx() { actor }: RequestContext,
  ): Promise<DisconnectGoogleAccountPayload> {
    const { connection, ...done } = await this.#connections.disconnect(input.connection, actor);
    return { ...done, connection: presentConnection(connection, this.#clock.now()) };
  }

  @Mutation(() => BindGoogleConnectionPayload, {
    description: 'Allows agents to work with a connected account. Idempotent. For superusers.',
  })
  async bindGoogleConnection(
    @Arg('input', () => BindGoogleConnectionInput, { description: 'Which agents, and with what.' })
    { connection, agents }: BindGoogleConnectionInput,
    @Ctx() { actor }: RequestContext,
  ): Promise<BindGoogleConnectionPayload> {
    const bound = await this.#connections.bind(connection, agents, actor);
    return { connection: presentConnection(bound, this.#clock.now()) };
  }

  @Mutation(() => UnbindGoogleConnectionPayload, {
    description: 'Forbids agents to work with a connected account. Idempotent. For superusers.',
  })
  async unbindGoogleConnection(
    @Arg('input', () => UnbindGoogleConnectionInput, {
      description: 'Which agents, and with what.',
    })
    { connection, agents }: UnbindGoogleConnectionInput,
    @Ctx() { actor }: RequestContext,
  ): Promise<UnbindGoogleConnectionPayload> {
    const left = await this.#connections.unbind(connection, agents, actor);
    return { connection: presentConnection(left, this.#clock.now()) };
  }
}
