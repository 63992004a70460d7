/** The claim that makes the bearer of a JWT a superuser. */
export interface SuperuserClaim {
  /** The claim's name; where there is no claim of that name, a path with dots into nested ones. */
  readonly name: string;
  /** Texts of which the claim must be or hold one; `undefined` where it must be `true`. */
  readonly values: readonly string[] | undefined;
}

/** What {@link parseSuperuserClaim} accepts, for people. */
export const SUPERUSER_CLAIM_SHAPE =
  'the name of a claim that is true, or name=value, or name=value|value, without spaces in the name';

const CLAIM = /^([^\s=]{1,200})(?:=(.+))?$/;

/** Reads `name`, `name=value` or `name=value|value`; `undefined` where a text is none of these. */
export function parseSuperuserClaim(text: string): SuperuserClaim | undefined {
  const [, name, values] = CLAIM.exec(text) ?? [];
  if (name === undefined) return undefined;
  if (values === undefined) return text.includes('=') ? undefined : { name, values };
  const each = values.split('|');
  return each.includes('') ? undefined : { name, values: each };
}
