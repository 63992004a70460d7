import { bounded, checkAll } from '../../platform/checks.js';
import { badUserInput } from '../../platform/errors.js';
import type { DispatchRule, DispatchRuleOrder } from '../../providers/room-policy.js';
import { checkAttributes, checkMetadata, checkNameOrNone } from '../limits.js';
import { checkJsonForm, checkTemplate } from './template.js';

const MOST_RULES = 50;

/** How many agents of a rule one room can have. */
const PER_ROOM = { least: 1, most: 10 } as const;

/**
 * Passes the dispatch rules of a policy, and completes them.
 *
 * @param argument - where they stand in the call, for messages
 * @throws DomainError `BAD_USER_INPUT` naming the part that cannot be
 */
export function checkDispatchRules(
  argument: string,
  orders: readonly DispatchRuleOrder[],
): readonly DispatchRule[] {
  if (orders.length > MOST_RULES) {
    throw badUserInput(argument, `must have at most ${String(MOST_RULES)} rules`);
  }
  const rules = orders.map((order) => checkDispatchRule(argument, order));
  const targets = rules.map(({ agentName, deployment }) => JSON.stringify([agentName, deployment]));
  if (new Set(targets).size < targets.length) {
    throw badUserInput(argument, 'must name each agent and deployment once');
  }
  return rules;
}

function checkDispatchRule(argument: string, order: DispatchRuleOrder): DispatchRule {
  const { agentName, deployment, metadata, attributes, allowsAnyMetadata, maxPerRoom } = order;
  const rule = {
    ...checkAll({
      agentName: () => checkNameOrNone(`${argument}.agentName`, agentName),
      // To LiveKit an empty deployment is none.
      deployment: () => checkNameOrNone(`${argument}.deployment`, deployment ?? '') || null,
      metadata: () => (metadata ? checkMetadataTemplate(`${argument}.metadata`, metadata) : null),
      attributes: () => checkTemplates(`${argument}.attributes`, attributes ?? []),
      maxPerRoom: () =>
        bounded(`${argument}.maxPerRoom`, maxPerRoom ?? PER_ROOM.least, PER_ROOM, 'agents'),
    }),
    allowsAnyMetadata: allowsAnyMetadata ?? false,
  };
  if (rule.allowsAnyMetadata && (rule.metadata !== null || rule.attributes.length > 0)) {
    throw badUserInput(
      `${argument}.allowsAnyMetadata`,
      'must be false where the rule itself says metadata or attributes',
    );
  }
  return rule;
}

function checkMetadataTemplate(argument: string, metadata: string): string {
  return checkJsonForm(argument, checkTemplate(argument, checkMetadata(argument, metadata)));
}

function checkTemplates(
  argument: string,
  attributes: DispatchRule['attributes'],
): DispatchRule['attributes'] {
  const byName = Object.fromEntries(attributes.map(({ name, value }) => [name, value]));
  if (Object.keys(byName).length < attributes.length) {
    throw badUserInput(argument, 'must have each key once');
  }
  checkAttributes(argument, byName);
  for (const { value } of attributes) checkJsonForm(argument, checkTemplate(argument, value));
  return attributes;
}
