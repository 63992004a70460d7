import { ConnectionProblem } from './uri.js';

/**
 * One of a few values.
 *
 * @throws ConnectionProblem
 */
export function oneOf<V extends string>(
  keyword: string,
  value: string | undefined,
  allowed: readonly V[],
): V | undefined {
  if (value === undefined) return undefined;
  const found = allowed.find((one) => one === value);
  if (found !== undefined) return found;
  throw new ConnectionProblem(`must have one of these for ${keyword}: ${allowed.join(', ')}`);
}

/**
 * A whole number within bounds.
 *
 * @throws ConnectionProblem
 */
export function wholeNumberOf(
  keyword: string,
  value: string | undefined,
  least: number,
  most: number,
): number | undefined {
  if (value === undefined) return undefined;
  const number = /^\s*-?\d{1,9}\s*$/.test(value) ? Number(value) : NaN;
  if (number >= least && number <= most) return number;
  throw new ConnectionProblem(
    `must have a whole number from ${String(least)} to ${String(most)} for ${keyword}`,
  );
}

/**
 * A number of seconds; zero and less mean no limit to libpq, as if nothing had been said.
 *
 * @throws ConnectionProblem
 */
export function seconds(keyword: string, value: string | undefined): number | undefined {
  const number = wholeNumberOf(keyword, value, -1, 2_000_000);
  return number !== undefined && number > 0 ? number : undefined;
}

/**
 * A switch.
 *
 * @throws ConnectionProblem
 */
export function yesOrNo(keyword: string, value: string | undefined): boolean | undefined {
  const word = oneOf(keyword, value, ['true', 'false']);
  return word === undefined ? undefined : word === 'true';
}
