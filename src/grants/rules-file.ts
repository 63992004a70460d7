import { z } from 'zod';

import type { IdJagSettings } from '../config/settings/id-jag.js';
import { isIssuerUrl } from '../config/settings/oidc.js';
import {
  readRulesFile,
  unreachableAfter,
  unusableRules,
  wantedClaims,
  type FileProblem,
} from '../config/settings/rules-file.js';
import { NAME } from '../platform/checks.js';
import { ALL_SCOPES } from '../providers/registry.js';
import type { GrantRules } from './rules.js';

const SETTING = 'ID_JAG_RULES';

const digest = z
  .string()
  .regex(/^[0-9a-fA-F]{64}$/, 'must be the SHA-256 of the secret, as 64 hexadecimal digits')
  .transform((text) => Buffer.from(text, 'hex'));

const text = z.string().min(1).max(500);

const client = z
  .strictObject({
    id: z.string().regex(/^[\x21-\x7e]{1,500}$/, 'must be 1 to 500 printable characters'),
    secretSha256: z.union([digest, z.array(digest).min(1).max(2)], {
      error: 'must be the SHA-256 of the secret, as 64 hexadecimal digits, or a list of two',
    }),
  })
  .transform(({ id, secretSha256 }) => ({ id, secretDigests: [secretSha256].flat() }));

const rule = z
  .strictObject({
    when: wantedClaims,
    agent: z.string().regex(NAME.pattern, NAME.rule),
    scopes: z
      .array(z.enum(ALL_SCOPES, `must be scopes of this gateway: ${ALL_SCOPES.join(' ')}`))
      .min(1)
      .optional(),
  })
  .transform(({ when, agent, scopes }) => ({ when, agent, scopes }));

const issuer = z
  .strictObject({
    issuer: z
      .string()
      .refine(isIssuerUrl, 'must be an https URL without a query (http for this machine alone)'),
    tenant: text.optional(),
    clients: z.array(text).min(1),
    rules: z.array(rule).min(1),
  })
  .transform(({ tenant, ...rest }) => ({ ...rest, tenant }));

const file = z
  .strictObject({ clients: z.array(client).min(1), issuers: z.array(issuer).min(1) })
  .superRefine((rules, context) => {
    for (const { path, message } of contradictionsIn(rules)) {
      context.addIssue({ code: 'custom', path: [...path], message });
    }
  });

/**
 * Reads the rules by which clients trade identity assertions for access tokens.
 *
 * @throws StartupError with exit code 78 and one message that names everything that is wrong, and
 *   no value
 */
export function readGrantRules({ rulesPath, issuer: self }: IdJagSettings): GrantRules {
  const rules = readRulesFile(SETTING, rulesPath, file);
  if (rules.issuers.some((one) => one.issuer === self)) {
    throw unusableRules(SETTING, [
      `${rulesPath}: the gateway itself, PUBLIC_URL, cannot be one of the issuers`,
    ]);
  }
  return rules;
}

/** What no part of the file shows by itself. */
function contradictionsIn({ clients, issuers }: GrantRules): FileProblem[] {
  const ids = clients.map(({ id }) => id);
  const names = issuers.map((one) => JSON.stringify([one.issuer, one.tenant]));
  const repeated = (list: readonly string[], at: number) => list.indexOf(list[at] ?? '') < at;
  return [
    ...ids.flatMap((_id, at) =>
      repeated(ids, at) ? [{ path: ['clients', at, 'id'], message: 'stands there twice' }] : [],
    ),
    ...issuers.flatMap(({ clients: named, rules }, at): FileProblem[] => [
      ...(repeated(names, at)
        ? [{ path: ['issuers', at, 'issuer'], message: 'stands there twice with this tenant' }]
        : []),
      ...named.flatMap((id, place) =>
        ids.includes(id)
          ? []
          : [{ path: ['issuers', at, 'clients', place], message: 'is none of the clients' }],
      ),
      ...unreachableAfter(rules).map(({ path, message }) => ({
        path: ['issuers', at, ...path],
        message,
      })),
    ]),
  ];
}
