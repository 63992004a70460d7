import { DomainError } from '../../platform/errors.js';
import { findUnstorableText } from '../../platform/text/plain-text.js';
import { checkAttributes, checkMetadata, checkRoomName } from '../limits.js';
import { fillIn, fillInText, placeholdersOf, type TemplateValues } from '../policies/template.js';
import type { UserRule } from './rules.js';

/** What a rule says of one user. */
export interface FilledRule {
  readonly identity: string;
  readonly name: string | undefined;
  readonly metadata: string | undefined;
  readonly attributes: Readonly<Record<string, string>> | undefined;
  /** Patterns, with no more `*` in them than the rule has. */
  readonly rooms: readonly string[];
}

type Claims = Readonly<Record<string, unknown>>;

/**
 * The claims that templates may speak of. As in a rule's `when`, an e-mail address counts if the
 * issuer verified it: many let people write any address into their profile.
 */
export function usableClaims(claims: Claims): Claims {
  if (claims['email_verified'] === true) return claims;
  const { email: _unverified, ...others } = claims;
  return others;
}

/**
 * Fills in a rule's templates for one user.
 *
 * @param claims - of a JWT whose signature was checked; see {@link usableClaims}
 * @throws DomainError `FORBIDDEN`, reason `CLAIM_MISSING` or `CLAIM_UNUSABLE`, naming the claim or
 *   the field of the rule
 */
export function fillInRule(rule: UserRule, claims: Claims): FilledRule {
  const unstorable = findUnstorableText(claims);
  if (unstorable) throw unusable(`The claim ${unstorable.path} ${unstorable.problem}.`);
  const values: TemplateValues = { claims };
  const identity = filled('identity', rule.identity, values, fillInText);
  const others = { claims, identity };
  const { name, metadata, attributes } = rule;
  return {
    identity: within('identity', () => checkRoomName('identity', identity)),
    name:
      name && within('name', () => checkRoomName('name', filled('name', name, others, fillInText))),
    metadata:
      metadata &&
      within('metadata', () =>
        checkMetadata('metadata', filled('metadata', metadata, others, fillIn)),
      ),
    attributes: attributes && fillInAttributes(attributes, others),
    rooms: rule.policy.rooms.map((pattern) => fillInRoom(pattern, values)),
  };
}

function fillInAttributes(attributes: Readonly<Record<string, string>>, values: TemplateValues) {
  const entries = Object.entries(attributes).map(
    ([key, template]) => [key, filled('attributes', template, values, fillIn)] as const,
  );
  return within('attributes', () => checkAttributes('attributes', Object.fromEntries(entries)));
}

/** A claim is a part of a room's name, and never a pattern. */
function fillInRoom(pattern: string, values: TemplateValues): string {
  for (const name of placeholdersOf(pattern)) {
    if (!filled('rooms', `{{${name}}}`, values, fillInText).includes('*')) continue;
    throw unusable(`The ${nameOf(name)} must not contain *, because rooms are named by it.`);
  }
  const room = filled('rooms', pattern, values, fillInText);
  return within('rooms', () => checkRoomName('rooms', room));
}

function filled(
  field: string,
  template: string,
  values: TemplateValues,
  fill: typeof fillIn,
): string {
  const result = fill(template, values);
  if ('text' in result) return result.text;
  throw new DomainError(
    'FORBIDDEN',
    `The rule for this user needs the ${nameOf(result.missing)} for its ${field}. The JWT has none ` +
      'that is a text, a number below 2^53, true or false, and not empty (email only with ' +
      'email_verified).',
    { reason: 'CLAIM_MISSING' },
  );
}

/** Runs a check of what claims were filled into: what it refuses is not the caller's input. */
function within<T>(field: string, check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'BAD_USER_INPUT') throw error;
    const [problem] = error.problems;
    throw unusable(`The ${field} that the rule for this user makes ${problem?.message ?? ''}.`);
  }
}

function nameOf(placeholder: string): string {
  return placeholder.replace(/^claims\./, 'claim ');
}

function unusable(message: string): DomainError {
  return new DomainError('FORBIDDEN', message, { reason: 'CLAIM_UNUSABLE' });
}
