import { DateTimeResolver } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';

import { enumOf } from '../schema/enum-of.js';
import type { FindingArea, FindingLevel } from './finding.js';

const FindingAreaType = enumOf<FindingArea>('GatewayFindingArea', 'What a finding is about.', {
  GATEWAY: 'The running gateway.',
  SETTINGS: 'The settings.',
  DATABASE: 'The database, its migrations, and the feed of changes between replicas.',
  FEATURES: 'What is on and what is off.',
  NETWORK: 'The gateway’s address, trusted networks, and proxies in front.',
  CLOCK: 'The clocks of the gateway, Google and LiveKit.',
  AGENTS: 'Agents and their tokens.',
  ACCOUNTS: 'Connected Google accounts.',
  KEYS: 'Keys of superusers, verifiers and agents, and encryption keys.',
});

const FindingLevelType = enumOf<FindingLevel>(
  'GatewayFindingLevel',
  'Whether somebody has to do something.',
  {
    OK: 'Nobody has.',
    NOTE: 'Nobody has, but it is worth knowing.',
    ATTENTION: 'Somebody has; `action` says what.',
  },
);

/** The schema's `GatewayFinding`. */
@ObjectType({
  simpleResolvers: true,
  description: 'Something that was found out about the gateway; never a secret.',
})
export class GatewayFinding {
  @Field(() => FindingAreaType, { description: 'What it is about.' })
  readonly area!: FindingArea;

  @Field(() => String, {
    description: 'A word that never changes its meaning, for example `AGENT_WITHOUT_TOKEN`.',
  })
  readonly code!: string;

  @Field(() => FindingLevelType, { description: 'Whether somebody has to do something.' })
  readonly level!: FindingLevel;

  @Field(() => String, {
    nullable: true,
    description: 'The agent, account, key or feature; null where there is but one.',
  })
  readonly subject!: string | null;

  @Field(() => String, { description: 'What was found, in a sentence.' })
  readonly message!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What to do, in a sentence; null where there is nothing to do.',
  })
  readonly action!: string | null;
}

/** The schema's `GatewayStatus`. */
@ObjectType('GatewayStatus', { simpleResolvers: true, description: 'How the gateway is.' })
export class GatewayStatusType {
  @Field(() => String, { description: 'The gateway’s version.' })
  readonly version!: string;

  @Field(() => DateTimeResolver, { description: 'By the gateway’s clock.' })
  readonly checkedAt!: Date;

  @Field(() => [GatewayFinding], { description: 'What was found, by area.' })
  readonly findings!: readonly GatewayFinding[];
}
