import { DomainError } from '../../platform/errors.js';

/** For how long somebody can be excluded, if not until that is ended: up to a year. */
export const EXCLUSION_SECONDS = { least: 1, most: 366 * 24 * 3600 } as const;

/** A user of an application's, as its JWTs say. */
export interface ExcludedUser {
  /** `null`: whichever issuer's. */
  readonly issuer: string | null;
  readonly subject: string;
}

/** Who gets no room token: whomever everything fits that is not `null`. */
export interface ExclusionTarget {
  readonly agentName: string | null;
  readonly user: ExcludedUser | null;
  readonly identity: string | null;
  /** `null`: in no project; empty: in the default one. */
  readonly project: string | null;
  /** `null`: in no room. */
  readonly room: string | null;
}

/** Somebody who gets no room token for the time being. */
export interface Exclusion extends ExclusionTarget {
  readonly id: string;
  readonly reason: string | null;
  readonly createdAt: Date;
  /** Who excluded them, in a few words. */
  readonly createdBy: string;
  /** `null` until somebody ends it. */
  readonly endsAt: Date | null;
}

/** Whom a room token lets in, and who asked for it; a superuser is nobody of these. */
export interface Entrant {
  /** The room's project; empty for the default one. */
  readonly project: string;
  readonly room: string;
  readonly identity: string;
  readonly agentId: string | null;
  readonly userIssuer: string | null;
  readonly userSubject: string | null;
}

/** An exclusion as it is compared with entrants. */
export type ExclusionRule = { readonly [Part in keyof Entrant]: Entrant[Part] | null } & {
  readonly endsAt: Date | null;
};

const PARTS = ['project', 'room', 'identity', 'agentId', 'userIssuer', 'userSubject'] as const;

/**
 * Tells until when somebody is excluded, by the exclusion that lasts longest. Names and identities
 * are compared to the letter, as LiveKit does.
 *
 * @returns `undefined` for whoever is not; `until` is null where somebody has to end it
 */
export function exclusionOf(
  rules: readonly ExclusionRule[],
  entrant: Entrant,
): { readonly until: Date | null } | undefined {
  const ends = rules
    .filter((rule) => PARTS.every((part) => rule[part] === null || rule[part] === entrant[part]))
    .map(({ endsAt }) => endsAt);
  if (ends.length === 0) return undefined;
  return { until: ends.reduce(laterEnd) };
}

/** The later of two ends; `null` is none. */
export function laterEnd(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return null;
  return one > other ? one : other;
}

/** The refusal of a room token for somebody who is excluded. */
export function excluded(until: Date | null): DomainError {
  const end = until === null ? 'until a superuser ends that' : `until ${until.toISOString()}`;
  return new DomainError(
    'FORBIDDEN',
    `This participant was excluded and gets no room token ${end}.`,
    {
      reason: 'EXCLUDED',
      details: { excludedUntil: until?.toISOString() ?? null },
    },
  );
}
