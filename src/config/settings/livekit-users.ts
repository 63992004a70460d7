import { resolve } from 'node:path';

import { z } from 'zod';

import { AUDIENCE, isIssuerUrl } from './oidc.js';

/** Which users of an application may obtain room tokens by their own JWT. */
export interface LiveKitUserSettings {
  /** Exactly as the issuer writes it into `iss`. */
  readonly issuer: string;
  /** What `aud` must name. */
  readonly audience: string;
  /** What `aud` must not name: the audiences by which the issuer's other JWTs are accepted. */
  readonly otherAudiences: readonly string[];
  /** The absolute path of the rules. */
  readonly rulesPath: string;
}

/** The shapes of the settings about users. */
export const liveKitUserShapes = {
  LIVEKIT_USERS_ISSUER: z
    .string()
    .refine(
      isIssuerUrl,
      'must be an https URL without a query (http is accepted for this machine alone)',
    )
    .optional(),
  LIVEKIT_USERS_AUDIENCE: AUDIENCE.optional(),
  LIVEKIT_USERS_RULES: z.string().optional(),
};

type Present = Readonly<Record<string, string | undefined>>;

const OTHER_AUDIENCES = ['OIDC_AUDIENCE', 'OIDC_SUPERUSER_AUDIENCE'] as const;

/**
 * What is wrong with the settings about users that are present, taken together. Users are told from
 * agents and superusers of the same issuer by the audience alone.
 */
export function liveKitUserProblems(
  present: Present,
): readonly (readonly [name: string, problem: string])[] {
  const by = Object.keys(liveKitUserShapes).find((name) => present[name] !== undefined);
  if (by === undefined) return [];
  const project = present['LIVEKIT_PROJECTS'] === undefined ? ['LIVEKIT_URL'] : [];
  const needed = ['LIVEKIT_USERS_AUDIENCE', 'LIVEKIT_USERS_RULES', ...project];
  const problems: [string, string][] = needed
    .filter((name) => present[name] === undefined)
    .map((name) => [name, `is required with ${by}`]);
  if (issuerOf(present) === undefined) {
    problems.push([
      'LIVEKIT_USERS_ISSUER',
      `is required with ${by} (or in its place OIDC_ISSUER, if users have the same issuer)`,
    ]);
  }
  const { LIVEKIT_USERS_AUDIENCE: audience } = present;
  const same = otherAudiences(present).includes(audience);
  if (audience !== undefined && same) {
    problems.push([
      'LIVEKIT_USERS_AUDIENCE',
      `must differ from ${OTHER_AUDIENCES.join(' and ')}, as the issuer is the same`,
    ]);
  }
  return problems;
}

/** The settings together; `undefined` where no users are let in. */
export function liveKitUsersOf(values: {
  readonly OIDC_ISSUER?: string | undefined;
  readonly OIDC_AUDIENCE?: string | undefined;
  readonly OIDC_SUPERUSER_AUDIENCE?: string | undefined;
  readonly LIVEKIT_USERS_ISSUER?: string | undefined;
  readonly LIVEKIT_USERS_AUDIENCE?: string | undefined;
  readonly LIVEKIT_USERS_RULES?: string | undefined;
}): LiveKitUserSettings | undefined {
  const { LIVEKIT_USERS_AUDIENCE: audience, LIVEKIT_USERS_RULES: path } = values;
  const issuer = issuerOf(values);
  if (issuer === undefined || audience === undefined || path === undefined) return undefined;
  return Object.freeze({
    issuer,
    audience,
    otherAudiences: otherAudiences(values).filter((other) => other !== undefined),
    rulesPath: resolve(path),
  });
}

type IssuerSettings = Parameters<typeof liveKitUsersOf>[0] | Present;

function issuerOf({ LIVEKIT_USERS_ISSUER: own, OIDC_ISSUER: shared }: IssuerSettings) {
  return own ?? shared;
}

function otherAudiences(settings: IssuerSettings): (string | undefined)[] {
  const { OIDC_ISSUER: issuer } = settings;
  if (issuer === undefined || issuerOf(settings) !== issuer) return [];
  return OTHER_AUDIENCES.map((name) => settings[name]);
}
