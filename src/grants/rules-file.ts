import { readFileSync } from 'node:fs';

import { z } from 'zod';

import type { IdJagSettings } from '../config/settings/id-jag.js';
import { isIssuerUrl } from '../config/settings/oidc.js';
import { NAME } from '../platform/checks.js';
import { CONFIG_EXIT_CODE, StartupError } from '../platform/errors.js';
import { ALL_SCOPES } from '../providers/registry.js';
import type { GrantRules } from './rules.js';

/** More would hide the first ones. */
const MOST_PROBLEMS = 20;

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
    when: z.record(
      text,
      z.union([z.literal(true), text, z.array(text).min(1)], {
        error: 'must be true, a text or a list of texts',
      }),
    ),
    agent: z.string().regex(NAME.pattern, NAME.rule),
    scopes: z
      .array(z.enum(ALL_SCOPES, `must be scopes of this gateway: ${ALL_SCOPES.join(' ')}`))
      .min(1)
      .optional(),
  })
  .transform(({ when, agent, scopes }) => ({
    when: Object.entries(when).map(([name, wanted]) => ({
      name,
      values: wanted === true ? undefined : [wanted].flat(),
    })),
    agent,
    scopes,
  }));

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
  const read = file.safeParse(contentOf(rulesPath));
  if (!read.success) {
    throw unusable(
      read.error.issues.map(({ path, message }) => `${rulesPath}: ${placeOf(path)}${message}`),
    );
  }
  if (read.data.issuers.some((one) => one.issuer === self)) {
    throw unusable([`${rulesPath}: the gateway itself, PUBLIC_URL, cannot be one of the issuers`]);
  }
  return read.data;
}

interface Contradiction {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** What no part of the file shows by itself. */
function contradictionsIn({ clients, issuers }: GrantRules): Contradiction[] {
  const ids = clients.map(({ id }) => id);
  const names = issuers.map((one) => JSON.stringify([one.issuer, one.tenant]));
  const repeated = (list: readonly string[], at: number) => list.indexOf(list[at] ?? '') < at;
  return [
    ...ids.flatMap((_id, at) =>
      repeated(ids, at) ? [{ path: ['clients', at, 'id'], message: 'stands there twice' }] : [],
    ),
    ...issuers.flatMap(({ clients: named, rules }, at): Contradiction[] => [
      ...(repeated(names, at)
        ? [{ path: ['issuers', at, 'issuer'], message: 'stands there twice with this tenant' }]
        : []),
      ...named.flatMap((id, place) =>
        ids.includes(id)
          ? []
          : [{ path: ['issuers', at, 'clients', place], message: 'is none of the clients' }],
      ),
      ...rules.slice(0, -1).flatMap(({ when }, place) =>
        when.length > 0
          ? []
          : [
              {
                path: ['issuers', at, 'rules', place, 'when'],
                message: 'fits everybody, so no rule after it is ever reached',
              },
            ],
      ),
    ]),
  ];
}

function contentOf(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) throw unusable([`${path}: is not JSON`]);
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw unusable([`${path}: cannot be read (${code})`]);
  }
}

/** Where in the file something stands, for example `issuers[0].rules[1].agent: `. */
function placeOf(path: readonly PropertyKey[]): string {
  const place = path.map((step) =>
    typeof step === 'number' ? `[${String(step)}]` : `.${String(step)}`,
  );
  return path.length === 0 ? '' : `${place.join('').replace(/^\./, '')}: `;
}

function unusable(problems: readonly string[]): StartupError {
  const shown = problems.slice(0, MOST_PROBLEMS);
  if (problems.length > shown.length) {
    shown.push(`and ${String(problems.length - shown.length)} more`);
  }
  return new StartupError(`ID_JAG_RULES cannot be used:\n  ${shown.join('\n  ')}`, {
    exitCode: CONFIG_EXIT_CODE,
  });
}
