import { badUserInput, DomainError, invalidArguments, type ArgumentProblem } from './errors.js';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What names of agents and superusers look like, and the same in words. */
export const NAME = {
  pattern: /^[A-Za-z0-9._-]{1,100}$/,
  rule: 'must be 1 to 100 characters out of A-Z a-z 0-9 . _ -',
} as const;

/**
 * Passes a name that agents and superusers can have.
 *
 * @throws DomainError `BAD_USER_INPUT` naming `argument`
 */
export function checkName(argument: string, name: string): string {
  if (!NAME.pattern.test(name)) throw badUserInput(argument, NAME.rule);
  return name;
}

/** The least and the most that a number can be. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
}

/** Bounds in words, as a message says them. */
export function boundsRule(bounds: Bounds, unit?: string): string {
  return `must be ${fromTo(bounds, unit)}`;
}

/** The same, where the kind of number is part of the rule. */
export function wholeNumberRule(bounds: Bounds, unit?: string): string {
  return `must be a whole number ${fromTo(bounds, unit)}`;
}

function fromTo({ least, most }: Bounds, unit = ''): string {
  return `from ${String(least)} to ${String(most)} ${unit}`.trimEnd();
}

/**
 * Passes a number that lies within bounds.
 *
 * @param unit - what the number counts, for the message
 * @throws DomainError `BAD_USER_INPUT` naming `argument` and the bounds
 */
export function bounded(argument: string, value: number, bounds: Bounds, unit?: string): number {
  if (value < bounds.least || value > bounds.most) {
    throw badUserInput(argument, boundsRule(bounds, unit));
  }
  return value;
}

/**
 * Passes a remark that is short enough to keep.
 *
 * @throws DomainError `BAD_USER_INPUT` naming `argument`
 */
export function checkNote(argument: string, note: string | undefined): string | null {
  if (note !== undefined && Array.from(note).length > NOTE_LENGTH) {
    throw badUserInput(argument, `must be at most ${String(NOTE_LENGTH)} characters long`);
  }
  if (note?.includes('\0')) throw badUserInput(argument, 'must not contain NUL characters');
  return note ?? null;
}

/** The longest note or reason, in characters. */
export const NOTE_LENGTH = 500;

/**
 * Passes what can be an id.
 *
 * @throws DomainError `BAD_USER_INPUT` naming `argument`
 */
export function checkId(argument: string, id: string): string {
  if (!UUID.test(id)) throw badUserInput(argument, 'must be an id from an earlier answer, a UUID');
  return id;
}

/**
 * Returns what a shape found wrong, as problems of arguments.
 *
 * @param issues - those of zod
 * @param whole - what the value is called in which the arguments are
 */
export function problemsOf(
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
  whole: string,
): ArgumentProblem[] {
  return issues.map(({ path, message }) => ({
    path: path.map(String).join('.') || whole,
    message,
  }));
}

/**
 * Runs every check, so that a caller hears at once of everything that is wrong.
 *
 * @returns what each check returned
 * @throws DomainError of all arguments that were refused, where that is why checks failed; else
 *   what the first check that failed threw
 */
export function checkAll<T extends Readonly<Record<string, () => unknown>>>(
  checks: T,
): { readonly [K in keyof T]: ReturnType<T[K]> } {
  const passed: Record<string, unknown> = {};
  const problems: ArgumentProblem[] = [];
  for (const [name, check] of Object.entries(checks)) {
    try {
      passed[name] = check();
    } catch (error) {
      const isAboutArguments = error instanceof DomainError && error.code === 'BAD_USER_INPUT';
      if (!isAboutArguments || error.problems.length === 0) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw invalidArguments(problems);
  return passed as { readonly [K in keyof T]: ReturnType<T[K]> };
}
