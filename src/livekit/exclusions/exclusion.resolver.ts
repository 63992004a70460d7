import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';

import { checkId, checkName } from '../../platform/checks.js';
import { decodePosition, encodePosition } from '../../platform/cursor.js';
import { pageOf, placeOf } from '../../platform/page.js';
import { withoutNulls } from '../../platform/without-nulls.js';
import type { RequestContext } from '../../request/context.js';
import type { Connection } from '../../schema/connection.type.js';
import { After, First } from '../../schema/page.args.js';
import { checkNameOrNone, checkRoomName } from '../limits.js';
import type { Exclusion } from './exclusion.js';
import type { ExclusionService } from './exclusion.service.js';
import {
  EndLiveKitExclusionInput,
  EndLiveKitExclusionPayload,
  ExcludeFromLiveKitInput,
  ExcludeFromLiveKitPayload,
  LiveKitExclusionConnection,
  type LiveKitExclusion,
} from './exclusion.type.js';

/** The schema's fields about those who get no room token. */
@Resolver()
export class ExclusionResolver {
  readonly #exclusions: ExclusionService;

  constructor(exclusions: ExclusionService) {
    this.#exclusions = exclusions;
  }

  @Query(() => LiveKitExclusionConnection, {
    description: 'Who is excluded from LiveKit rooms now, newest first. For superusers.',
  })
  async liveKitExclusions(
    @Arg('agent', () => String, { nullable: true, description: 'Only those of this agent.' })
    agent: string | null | undefined,
    @Arg('room', () => String, {
      nullable: true,
      description: 'Only those from this room; not those from every room.',
    })
    room: string | null | undefined,
    @Arg('project', () => String, {
      nullable: true,
      description: 'Only those of this LiveKit project, the default one if empty.',
    })
    project: string | null | undefined,
    @First() first: number | null,
    @After() after: string | null,
  ): Promise<Connection<LiveKitExclusion>> {
    const place = placeOf({ first, after }, decodePosition);
    const filter = {
      ...(typeof agent === 'string' && { agentName: checkName('agent', agent) }),
      ...(typeof room === 'string' && { room: checkRoomName('room', room) }),
      ...(typeof project === 'string' && { project: checkNameOrNone('project', project) }),
    };
    const found = await this.#exclusions.list(filter, place);
    const cursorOf = ({ createdAt: at, id }: Exclusion): string => encodePosition({ at, id });
    return {
      ...pageOf(found, place, { cursorOf, present: (exclusion) => exclusion }),
      count: () => this.#exclusions.count(filter),
    };
  }

  @Mutation(() => ExcludeFromLiveKitPayload, {
    description:
      'Excludes an agent, an identity or a user: it gets no room token until that is over, from ' +
      'the answer on and everywhere. Idempotent. For superusers.',
  })
  async excludeFromLiveKit(
    @Arg('input', () => ExcludeFromLiveKitInput, { description: 'Whom, and from where.' })
    input: ExcludeFromLiveKitInput,
    @Ctx() { actor }: RequestContext,
  ): Promise<ExcludeFromLiveKitPayload> {
    const { user, ...order } = withoutNulls(input);
    const { exclusion, removals } = await this.#exclusions.exclude(
      { ...order, ...(user && { user: withoutNulls(user) }) },
      actor,
    );
    return { exclusion, roomRemovals: removals };
  }

  @Mutation(() => EndLiveKitExclusionPayload, {
    description: 'Ends an exclusion from LiveKit rooms before its time. For superusers.',
  })
  async endLiveKitExclusion(
    @Arg('input', () => EndLiveKitExclusionInput, { description: 'Which exclusion.' })
    { id }: EndLiveKitExclusionInput,
    @Ctx() { actor }: RequestContext,
  ): Promise<EndLiveKitExclusionPayload> {
    return { exclusion: await this.#exclusions.end(checkId('id', id), actor) };
  }
}
