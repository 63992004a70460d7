import { z } from 'zod';

import type { LiveKitUserSettings } from '../../config/settings/livekit-users.js';
import {
  readRulesFile,
  unreachableAfter,
  wantedClaims,
  type WantedClaim,
} from '../../config/settings/rules-file.js';
import { boundsRule, checkAll } from '../../platform/checks.js';
import { badUserInput, DomainError } from '../../platform/errors.js';
import { ROOM_TTL_SECONDS, TRACK_SOURCES } from '../../providers/room-policy.js';
import { checkAttributes, checkMetadata } from '../limits.js';
import { changePolicy } from '../policies/policy.js';
import { checkJsonForm, checkTemplate, placeholdersOf } from '../policies/template.js';
import type { UserRule } from './rules.js';

/** What problems of a rule begin with, and the file's places do not. */
const RULE = 'rule';

const TTL = boundsRule(ROOM_TTL_SECONDS, 'seconds');

const dispatchRule = z.strictObject({
  agentName: z.string(),
  deployment: z.string().optional(),
  metadata: z.string().optional(),
  attributes: z.array(z.strictObject({ name: z.string(), value: z.string() })).optional(),
  allowsAnyMetadata: z.boolean().optional(),
  maxPerRoom: z.int().optional(),
});

const fields = z.strictObject({
  when: wantedClaims,
  identity: z.string().min(1),
  name: z.string().min(1).optional(),
  metadata: z.string().min(1).optional(),
  attributes: z.record(z.string(), z.string()).optional(),
  rooms: z.array(z.string()).min(1),
  ttlSeconds: z.int().min(ROOM_TTL_SECONDS.least, TTL).max(ROOM_TTL_SECONDS.most, TTL).optional(),
  canPublish: z.boolean().optional(),
  canSubscribe: z.boolean().optional(),
  canPublishData: z.boolean().optional(),
  canUpdateOwnMetadata: z.boolean().optional(),
  publishSources: z.array(z.enum(TRACK_SOURCES)).optional(),
  canConfigureRooms: z.boolean().default(false),
  sharesE2eeKey: z.boolean().optional(),
  dispatchRules: z.array(dispatchRule).default([]),
  project: z.string().optional(),
});

type Fields = z.output<typeof fields>;

const ruleShape = (projects: readonly string[]) =>
  fields.transform((given, context): UserRule => {
    try {
      return ruleOf(given, projects);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      for (const { path, message } of error.problems) {
        context.addIssue({ code: 'custom', path: path.split('.').slice(1), message });
      }
      return z.NEVER;
    }
  });

const fileOf = (projects: readonly string[]) =>
  z
    .strictObject({ rules: z.array(ruleShape(projects)).min(1) })
    .superRefine(({ rules }, context) => {
      for (const { path, message } of unreachableAfter(rules)) {
        context.addIssue({ code: 'custom', path: [...path], message });
      }
    })
    .transform(({ rules }): readonly UserRule[] => rules);

/**
 * Reads the rules by which users of an application obtain room tokens.
 *
 * @param projects - the names that a LiveKit project can have
 * @throws StartupError with exit code 78 and one message that names everything that is wrong, and
 *   no value
 */
export function readUserRules({
  rulesPath,
  projects,
}: Pick<LiveKitUserSettings, 'rulesPath'> & {
  readonly projects: readonly string[];
}): readonly UserRule[] {
  return readRulesFile('LIVEKIT_USERS_RULES', rulesPath, fileOf(projects));
}

/** @throws DomainError `BAD_USER_INPUT` naming everything that is wrong */
function ruleOf({ when, ttlSeconds, ...given }: Fields, projects: readonly string[]): UserRule {
  const { identity, name, metadata, attributes, ...policy } = given;
  const checked = checkAll({
    identity: () => checkIdentity(identity, when),
    name: () => name && checkText('name', name, true),
    metadata: () => metadata && checkJsonText('metadata', metadata),
    attributes: () => attributes && checkValues(attributes),
    rooms: () => policy.rooms.map((pattern) => checkText('rooms', pattern, false)),
    dispatchRules: () => policy.dispatchRules.forEach(checkNoAgentAsks),
    policy: () =>
      changePolicy(
        null,
        {
          ...policy,
          // The identity is the rule's, and another agent's is refused without a pattern for it.
          identities: ['*'],
          attributes: Object.keys(attributes ?? {}),
          ...(ttlSeconds !== undefined && { maxTtlSeconds: ttlSeconds }),
        },
        RULE,
        projects,
      ),
  });
  const { rooms: _checkedTwice, dispatchRules: _too, ...rest } = checked;
  return { when, ttlSeconds, ...rest };
}

/** An identity that says nothing of its user would be that of all of them. */
function checkIdentity(identity: string, when: readonly WantedClaim[]): string {
  const isOneUser = when.some(({ name, values }) => name === 'sub' && values?.length === 1);
  if (placeholdersOf(identity).length === 0 && !isOneUser) {
    throw badUserInput(
      `${RULE}.identity`,
      'must have a claim that tells users apart, such as {{claims.sub}}, because LiveKit ' +
        'disconnects a participant when another one joins with its identity',
    );
  }
  return checkText('identity', identity, false);
}

function checkValues(attributes: Readonly<Record<string, string>>) {
  checkAttributes(`${RULE}.attributes`, attributes);
  for (const value of Object.values(attributes)) checkJsonText('attributes', value);
  return attributes;
}

function checkNoAgentAsks({ metadata = '', attributes = [] }: Fields['dispatchRules'][number]) {
  const templates = [metadata, ...attributes.map(({ value }) => value)];
  if (!templates.flatMap(placeholdersOf).includes('agent')) return;
  throw badUserInput(`${RULE}.dispatchRules`, 'must not have {{agent}}: it is a user who asks');
}

function checkJsonText(field: string, template: string): string {
  return checkJsonForm(`${RULE}.${field}`, checkText(field, template, true));
}

/** @param mayNameIdentity - whether the identity is known when it is filled in */
function checkText(field: string, template: string, mayNameIdentity: boolean): string {
  const argument = `${RULE}.${field}`;
  const isKnown = (name: string): boolean =>
    name.startsWith('claims.') || (mayNameIdentity && name === 'identity');
  if (!placeholdersOf(checkTemplate(argument, template)).every(isKnown)) {
    const others = mayNameIdentity ? ' and {{identity}}' : '';
    throw badUserInput(argument, `must have only the placeholders {{claims.…}}${others}`);
  }
  return checkMetadata(argument, template);
}
