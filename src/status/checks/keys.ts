import type { AgentKey } from '../../agents/agent.js';
import type { KeyStatus } from '../../credentials/lifetime.js';
import type { KeyUse } from '../../encryption/key-use.js';
import { countOf } from '../../platform/text/count-of.js';
import { found, foundEach, type Finding } from '../finding.js';

/** A superuser or a verifier with the status of the key. */
interface Holder {
  readonly name: string;
  readonly expiresAt: Date | null;
  readonly status: KeyStatus;
}

/** What is known of keys that somebody shows. */
export interface ShownKeys {
  readonly superusers: readonly Holder[];
  readonly verifiers: readonly Holder[];
  readonly expiringAgentKeys: readonly (AgentKey & { readonly agentName: string })[];
  /** Whether a superuser is known by `SUPERUSER_KEY` or by JWTs. */
  readonly hasConfiguredSuperuser: boolean;
}

const ENCRYPTION_KEY_OLD_DAYS = 365;
const DAY_MS = 86_400_000;

/** Which keys expire soon, and whether anybody can govern the gateway. */
export function shownKeyFindings(keys: ShownKeys): Finding[] {
  const { superusers, verifiers, expiringAgentKeys, hasConfiguredSuperuser } = keys;
  const accepted = superusers.filter(({ status }) => isAccepted(status));
  const expiring = [
    ...expiringOf('superuser', superusers),
    ...expiringOf('verifier', verifiers),
    ...expiringAgentKeys.map(({ agentName, expiresAt }) => ({
      subject: `agent ${agentName}`,
      expiresAt,
      action: `Make another before that: token-gateway agent key ${agentName}`,
    })),
  ];
  const configured = hasConfiguredSuperuser ? ', and superusers by the settings' : '';
  const counts =
    `${countOf(accepted.length, 'superuser')} with a key${configured}; ` +
    countOf(verifiers.filter(({ status }) => isAccepted(status)).length, 'verifier');
  return [
    found('KEYS', `${counts}.`),
    ...(accepted.length === 0 && !hasConfiguredSuperuser ? [superuserMissing()] : []),
    ...foundEach(
      expiring,
      ({ subject, expiresAt, action }) =>
        found('KEY_EXPIRES_SOON', `The key of ${subject} expires at ${iso(expiresAt)}.`, {
          subject,
          action,
        }),
      (count) => `${countOf(count, 'further key')} will expire within a week.`,
    ),
  ];
}

/** Whether the encryption keys are there, and how old the first one is. */
export function encryptionKeyFindings(uses: readonly KeyUse[], now: Date): Finding[] {
  const first = uses.find(({ isFirst }) => isFirst);
  const missing = uses.filter((use) => !use.isAtHand && secretsUnder(use) > 0);
  const older = uses.filter((use) => use.isAtHand && !use.isFirst && secretsUnder(use) > 0);
  return [
    ...(first ? [ageOf(first, now)] : []),
    ...missing.map((use) =>
      found(
        'ENCRYPTION_KEY_MISSING',
        `The encryption key "${use.id}" is missing, and ${countOf(secretsUnder(use), 'stored secret')} ` +
          'cannot be used without it.',
        {
          subject: use.id,
          action: `Put "${use.id}" back into TOKEN_ENCRYPTION_KEYS: docs/keys.md.`,
        },
      ),
    ),
    ...older.map((use) =>
      found(
        'ROTATION_UNFINISHED',
        `${countOf(secretsUnder(use), 'stored secret')} under the older encryption key "${use.id}".`,
        { subject: use.id, action: 'Run: token-gateway keys rotate' },
      ),
    ),
    ...(uses.some(({ form }) => form !== null && form !== 'BOUND') ? [olderForm()] : []),
  ];
}

function ageOf({ id, since }: KeyUse, now: Date): Finding {
  if (!since) return found('ENCRYPTION_KEY', `The encryption key "${id}" is new.`, { subject: id });
  const days = Math.floor((now.getTime() - since.getTime()) / DAY_MS);
  const message = `The encryption key "${id}" is ${countOf(days, 'day')} old.`;
  if (days <= ENCRYPTION_KEY_OLD_DAYS) return found('ENCRYPTION_KEY', message, { subject: id });
  const action = 'Replace it: token-gateway keys rotate --generate';
  return found('ENCRYPTION_KEY_OLD', message, { subject: id, action });
}

function superuserMissing(): Finding {
  return found('SUPERUSER_MISSING', 'There is no superuser, so nobody can govern the gateway.', {
    action: 'Make one on the gateway’s machine: token-gateway superuser create NAME',
  });
}

function olderForm(): Finding {
  const message =
    'Secrets are kept in the form of an older version, in which a person who can write to the ' +
    'database can make credentials.';
  const action = 'When no replica of the older version runs any more: token-gateway keys rotate';
  return found('STORED_FORM_OLD', message, { action });
}

function expiringOf(noun: string, holders: readonly Holder[]) {
  return holders
    .filter(({ status }) => status === 'EXPIRES_SOON')
    .map(({ name, expiresAt }) => ({
      subject: `${noun} ${name}`,
      expiresAt,
      action: `Make another before that: token-gateway ${noun} create NAME`,
    }));
}

function isAccepted(status: KeyStatus): boolean {
  return status === 'ACTIVE' || status === 'EXPIRES_SOON';
}

function secretsUnder(use: KeyUse): number {
  const { liveTokens, googleConnections, superuserKeys, verifierKeys, agentKeys } = use;
  const keys = superuserKeys + verifierKeys + agentKeys;
  return liveTokens + googleConnections + keys + use.agentSubjects + use.roomKeys;
}

function iso(instant: Date | null): string {
  return instant?.toISOString() ?? 'no time';
}
