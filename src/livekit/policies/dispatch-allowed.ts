import type { Attribute, DispatchRule, RoomPolicy } from '../../providers/room-policy.js';
import type { AgentDispatchOrder } from '../room-tokens/order.js';
import { checkConfiguringAllowed, outsidePolicy } from './allowed.js';
import { fillIn, type Filled, type TemplateValues } from './template.js';

/** A dispatch that a policy allows. */
export interface AllowedDispatch {
  /** As it is made: with what the rule says. */
  readonly order: AgentDispatchOrder;
  /** How many of that agent may be in the room; `undefined` where nothing was said of it. */
  readonly maxPerRoom: number | undefined;
}

/** What {@link decideDispatches} decides by. */
interface DispatchBasis {
  /** What binds the caller; `undefined` for a superuser. */
  readonly policy: RoomPolicy | undefined;
  readonly values: TemplateValues;
  /** Whether the agents come with the opening of a room. */
  readonly opensRoom: boolean;
}

/**
 * Decides what agents are told that are dispatched together: by the rule for each, since workers
 * tend to believe what they are told.
 *
 * @throws DomainError `FORBIDDEN` with the reason `OUTSIDE_POLICY`
 */
export function decideDispatches(
  argument: string,
  orders: readonly AgentDispatchOrder[],
  { policy, values, opensRoom }: DispatchBasis,
): readonly AllowedDispatch[] {
  const rules = policy?.dispatchRules ?? null;
  if (!policy || rules === null) {
    if (policy && orders.length > 0) checkConfiguringAllowed(policy, argument);
    return orders.map((order) => ({ order, maxPerRoom: undefined }));
  }
  const isUsual = opensRoom && orders.length === 1;
  const allowed = orders.map((order) =>
    decideDispatch(argument, order, { rules, values, isUsual }),
  );
  for (const { order, maxPerRoom } of allowed) {
    const same = allowed.filter((other) => other.order.agentName === order.agentName);
    if (maxPerRoom !== undefined && same.length > maxPerRoom) {
      throw outsidePolicy(argument, tooMany(maxPerRoom));
    }
  }
  return allowed;
}

/** What is wrong where a room would get more of an agent than its rule allows. */
export function tooMany(maxPerRoom: number): string {
  return `would make more than ${String(maxPerRoom)} of that agent in the room`;
}

function decideDispatch(
  argument: string,
  order: AgentDispatchOrder,
  basis: { rules: readonly DispatchRule[]; values: TemplateValues; isUsual: boolean },
): AllowedDispatch {
  const { rules, values, isUsual } = basis;
  const rule = findRule(rules, order);
  if (!rule) {
    // LiveKit does that for each room that opens, whether or not it is asked.
    if (isUsual && saysNothing(order)) return { order, maxPerRoom: undefined };
    throw outsidePolicy(argument, 'names an agent that this caller may not dispatch');
  }
  const { agentName, maxPerRoom } = rule;
  const deployment = rule.deployment === null ? {} : { deployment: rule.deployment };
  if (rule.allowsAnyMetadata) return { order: { ...order, agentName, ...deployment }, maxPerRoom };
  const metadata =
    rule.metadata === null ? undefined : filled(argument, fillIn(rule.metadata, values));
  const attributes = fillInAttributes(argument, rule.attributes, values);
  if (order.metadata && order.metadata !== metadata) {
    throw outsidePolicy(`${argument}.metadata`, 'is for the dispatch rule to say: leave it out');
  }
  if (order.attributes && !isSame(order.attributes, attributes)) {
    throw outsidePolicy(`${argument}.attributes`, 'is for the dispatch rule to say: leave it out');
  }
  return {
    order: {
      agentName,
      ...deployment,
      ...(metadata === undefined ? {} : { metadata }),
      ...(rule.attributes.length === 0 ? {} : { attributes }),
    },
    maxPerRoom,
  };
}

/** Whether a dispatch sends the workers without a name, and tells them nothing. */
function saysNothing(order: AgentDispatchOrder): boolean {
  const { agentName, metadata, deployment, attributes } = order;
  return !agentName && !metadata && !deployment && Object.keys(attributes ?? {}).length === 0;
}

/** A dispatch that names no deployment is of the first rule for its agent. */
function findRule(
  rules: readonly DispatchRule[],
  { agentName = '', deployment = '' }: AgentDispatchOrder,
): DispatchRule | undefined {
  const ofAgent = rules.filter((rule) => rule.agentName === agentName);
  const exact = ofAgent.find((rule) => (rule.deployment ?? '') === deployment);
  return exact ?? (deployment === '' ? ofAgent[0] : undefined);
}

function fillInAttributes(
  argument: string,
  attributes: readonly Attribute[],
  values: TemplateValues,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    attributes.map(({ name, value }) => [name, filled(argument, fillIn(value, values))]),
  );
}

function filled(argument: string, result: Filled): string {
  if ('text' in result) return result.text;
  throw outsidePolicy(argument, `needs {{${result.missing}}}, of which this caller has none`);
}

function isSame(
  asked: Readonly<Record<string, string>>,
  said: Readonly<Record<string, string>>,
): boolean {
  const entries = Object.entries(asked);
  if (entries.length === 0) return true;
  const isSaid = ([name, value]: [string, string]): boolean =>
    Object.hasOwn(said, name) && said[name] === value;
  return entries.length === Object.keys(said).length && entries.every(isSaid);
}
