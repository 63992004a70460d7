/** What a finding is about, in the order in which they are shown. */
export const FINDING_AREAS = [
  'GATEWAY',
  'SETTINGS',
  'DATABASE',
  'FEATURES',
  'NETWORK',
  'CLOCK',
  'AGENTS',
  'ACCOUNTS',
  'KEYS',
] as const;

/** See {@link FINDING_AREAS}. */
export type FindingArea = (typeof FINDING_AREAS)[number];

/** Whether somebody has to do something: only `ATTENTION` says so. */
export type FindingLevel = 'OK' | 'NOTE' | 'ATTENTION';

/** Every finding by its code, which never changes its meaning. docs/cli.md says what each means. */
export const FINDINGS = {
  GATEWAY_RUNNING: ['GATEWAY', 'OK'],
  GATEWAY_NOT_RUNNING: ['GATEWAY', 'NOTE'],
  GATEWAY_UNANSWERED: ['GATEWAY', 'ATTENTION'],
  VERSION_DIFFERS: ['GATEWAY', 'NOTE'],
  SETTINGS_USABLE: ['SETTINGS', 'OK'],
  SETTINGS_UNUSABLE: ['SETTINGS', 'ATTENTION'],
  DATABASE_REACHABLE: ['DATABASE', 'OK'],
  DATABASE_MISSING: ['DATABASE', 'ATTENTION'],
  DATABASE_UNREACHABLE: ['DATABASE', 'ATTENTION'],
  MIGRATIONS_APPLIED: ['DATABASE', 'OK'],
  MIGRATIONS_PENDING: ['DATABASE', 'ATTENTION'],
  MIGRATIONS_UNKNOWN: ['DATABASE', 'NOTE'],
  DATABASE_READ_ONLY: ['DATABASE', 'ATTENTION'],
  DATABASE_UNVERIFIED: ['DATABASE', 'ATTENTION'],
  FEED_LIVE: ['DATABASE', 'OK'],
  FEED_SILENT: ['DATABASE', 'ATTENTION'],
  FEATURES: ['FEATURES', 'OK'],
  FEATURE_OFF: ['FEATURES', 'NOTE'],
  PUBLIC_ADDRESS: ['NETWORK', 'OK'],
  PUBLIC_URL_MISSING: ['NETWORK', 'ATTENTION'],
  PUBLIC_URL_INSECURE: ['NETWORK', 'ATTENTION'],
  GOOGLE_REDIRECT_URI: ['NETWORK', 'OK'],
  TRUSTED_NETWORKS: ['NETWORK', 'OK'],
  TRUSTED_NETWORKS_UNUSED: ['NETWORK', 'ATTENTION'],
  TRUSTED_NETWORKS_OPEN: ['NETWORK', 'ATTENTION'],
  PROXY_UNANNOUNCED: ['NETWORK', 'ATTENTION'],
  PROXY_PASSED_BY: ['NETWORK', 'NOTE'],
  CLOCK_RIGHT: ['CLOCK', 'OK'],
  CLOCK_SKEWED: ['CLOCK', 'ATTENTION'],
  CLOCK_UNKNOWN: ['CLOCK', 'NOTE'],
  UPSTREAM_UNREACHABLE: ['CLOCK', 'ATTENTION'],
  AGENTS: ['AGENTS', 'OK'],
  AGENT_WITHOUT_TOKEN: ['AGENTS', 'ATTENTION'],
  AGENT_TOKEN_EXPIRES_SOON: ['AGENTS', 'ATTENTION'],
  ACCOUNTS: ['ACCOUNTS', 'OK'],
  ACCOUNT_NEEDS_CONSENT: ['ACCOUNTS', 'ATTENTION'],
  ACCOUNT_LACKS_SCOPES: ['ACCOUNTS', 'ATTENTION'],
  ACCOUNT_TESTING_MODE_SUSPECTED: ['ACCOUNTS', 'ATTENTION'],
  ACCOUNT_CONSENT_ENDS_SOON: ['ACCOUNTS', 'ATTENTION'],
  ACCOUNT_UNUSED_LONG: ['ACCOUNTS', 'NOTE'],
  ACCOUNT_NEAR_TOKEN_LIMIT: ['ACCOUNTS', 'NOTE'],
  KEYS: ['KEYS', 'OK'],
  KEY_EXPIRES_SOON: ['KEYS', 'ATTENTION'],
  SUPERUSER_MISSING: ['KEYS', 'ATTENTION'],
  ENCRYPTION_KEY: ['KEYS', 'OK'],
  ENCRYPTION_KEY_OLD: ['KEYS', 'NOTE'],
  ENCRYPTION_KEY_MISSING: ['KEYS', 'ATTENTION'],
  ENCRYPTION_KEY_WRONG: ['KEYS', 'ATTENTION'],
  ROTATION_UNFINISHED: ['KEYS', 'NOTE'],
  STORED_FORM_OLD: ['KEYS', 'ATTENTION'],
} as const satisfies Readonly<Record<string, readonly [FindingArea, FindingLevel]>>;

/** See {@link FINDINGS}. */
export type FindingCode = keyof typeof FINDINGS;

/** Something that was found out about a gateway. Never a secret. */
export interface Finding {
  readonly area: FindingArea;
  readonly code: FindingCode;
  readonly level: FindingLevel;
  /** Whom or what it is about, where there can be several: an agent, an account, a feature. */
  readonly subject: string | null;
  /** What was found, in a sentence. */
  readonly message: string;
  /** What to do about it, or null where there is nothing to do. */
  readonly action: string | null;
}

/** How a gateway is. */
export interface GatewayStatus {
  /** The version of the gateway that looked, or of the command line where none is running. */
  readonly version: string;
  /** By the clock of the machine that looked. */
  readonly checkedAt: Date;
  readonly findings: readonly Finding[];
}

/** A finding of that code. */
export function found(
  code: FindingCode,
  message: string,
  about: { readonly subject?: string; readonly action?: string } = {},
): Finding {
  const [area, level] = FINDINGS[code];
  const { subject = null, action = null } = about;
  return { area, code, level, subject, message, action };
}

/** Findings by area, in each in the order in which they came. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  return FINDING_AREAS.flatMap((area) => findings.filter((finding) => finding.area === area));
}

/** More of one kind would hide the others. */
const MOST_OF_A_KIND = 20;

/** A finding for each of up to twenty, and one that counts the others. */
export function foundEach<T>(
  items: readonly T[],
  findingOf: (item: T) => Finding,
  restInWords: (count: number) => string,
): Finding[] {
  const named = items.slice(0, MOST_OF_A_KIND).map(findingOf);
  const [last] = named.slice(-1);
  const rest = items.length - named.length;
  return last && rest > 0 ? [...named, found(last.code, restInWords(rest))] : named;
}
