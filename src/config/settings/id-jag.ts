import { resolve } from 'node:path';

import { z } from 'zod';

import { isSecureUrl } from './oidc.js';

/** Whose identity assertions (ID-JAG) are taken as grants, and for which agents. */
export interface IdJagSettings {
  /** The absolute path of the rules. */
  readonly rulesPath: string;
  /** The gateway itself, as an assertion's `aud` must name it: `PUBLIC_URL`. */
  readonly issuer: string;
}

/** The shapes of the settings about identity assertions. */
export const idJagShapes = { ID_JAG_RULES: z.string().optional() };

/**
 * What is wrong with the settings about identity assertions that are present, taken together.
 * Without an address of its own the gateway would take those that were made for another server,
 * under whose name somebody asks for it.
 */
export function idJagSettingProblems(
  present: Readonly<Record<string, string | undefined>>,
): readonly (readonly [name: string, problem: string])[] {
  const { ID_JAG_RULES: rules, PUBLIC_URL: publicUrl } = present;
  if (rules === undefined) return [];
  if (publicUrl === undefined) return [['PUBLIC_URL', 'is required with ID_JAG_RULES']];
  if (isSecureUrl(publicUrl)) return [];
  return [
    ['PUBLIC_URL', 'must be https with ID_JAG_RULES (http is accepted for this machine alone)'],
  ];
}

/** The settings together; `undefined` where no identity assertions are taken. */
export function idJagOf(values: {
  readonly ID_JAG_RULES?: string | undefined;
  readonly PUBLIC_URL?: string | undefined;
}): IdJagSettings | undefined {
  const { ID_JAG_RULES: path, PUBLIC_URL: issuer } = values;
  if (path === undefined || issuer === undefined) return undefined;
  return Object.freeze({ rulesPath: resolve(path), issuer });
}
