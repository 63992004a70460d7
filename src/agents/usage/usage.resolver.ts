import { DateResolver } from 'graphql-scalars';
import { Arg, FieldResolver, Resolver, Root } from 'type-graphql';

import { AgentType } from '../agent.type.js';
import { checkPeriod, type DayOfUsage } from './usage.js';
import type { RoomUsageService } from './usage.service.js';
import { LiveKitUsage } from './usage.type.js';

/** The field of `Agent` about what it used of LiveKit. */
@Resolver(() => AgentType)
export class RoomUsageResolver {
  readonly #usage: RoomUsageService;

  constructor(usage: RoomUsageService) {
    this.#usage = usage;
  }

  @FieldResolver(() => LiveKitUsage, {
    nullable: true,
    description:
      'What it used of LiveKit in at most 366 days, in UTC, both included; null where it has no ' +
      'rooms.',
  })
  async liveKitUsage(
    @Root() { id, liveKitPolicy }: AgentType,
    @Arg('from', () => DateResolver, { description: 'The first day.' }) from: Date,
    @Arg('to', () => DateResolver, { description: 'The last day.' }) to: Date,
  ): Promise<LiveKitUsage | null> {
    const period = checkPeriod(from, to);
    if (!liveKitPolicy) return null;
    const days = await this.#usage.of(id, period);
    const sums = days.map(({ day, ...used }) => ({ date: new Date(day), ...present([used]) }));
    return { ...present(days), days: sums };
  }
}

type Used = Omit<DayOfUsage, 'day'>;

function present(used: readonly Used[]) {
  const sum = (amountOf: (one: Used) => number): number =>
    used.reduce((total, one) => total + amountOf(one), 0);
  return {
    roomTokenCount: sum((one) => one.roomTokens),
    joinCount: sum((one) => one.joins),
    connectedMinutes: Math.round(sum((one) => one.connectedSeconds) / 60),
  };
}
