import { badUserInput } from '../../platform/errors.js';

/** What a template may speak of. */
export interface TemplateValues {
  readonly room?: string | undefined;
  readonly identity?: string | undefined;
  /** The agent that asks, by its name. */
  readonly agent?: string | undefined;
  /** The claims of the JWT of the user who asks. */
  readonly claims?: Readonly<Record<string, unknown>> | undefined;
}

/** A filled-in template, or the placeholder for which there was no value. */
export type Filled = { readonly text: string } | { readonly missing: string };

const PLACEHOLDER = /\{\{\s*([^{}]*?)\s*\}\}/g;
const ALONE = /^\{\{\s*([^{}]*?)\s*\}\}$/;
const NAMES: ReadonlySet<string> = new Set(['room', 'identity', 'agent']);
const BRACES = /\{\{|\}\}/;
const CLAIMS = 'claims.';

/** How deep a template's JSON may be: what goes through it calls itself. */
const MOST_LEVELS = 50;

/** Thrown from the depth of a JSON value, and caught where the template is. */
class MissingValue extends Error {
  readonly placeholder: string;

  constructor(placeholder: string) {
    super(`There is no value for ${placeholder}`);
    this.placeholder = placeholder;
  }
}

/**
 * Passes a template: a text with placeholders such as `{{claims.email}}`, `{{room}}`,
 * `{{identity}}` and `{{agent}}`.
 *
 * @throws DomainError `BAD_USER_INPUT` naming `argument`
 */
export function checkTemplate(argument: string, template: string): string {
  const json = jsonOf(template);
  // The braces of objects within each other are none of a placeholder.
  const { names, texts, levels } = json
    ? partsOf(json.value)
    : { names: [], texts: [template], levels: 1 };
  if (levels > MOST_LEVELS) {
    throw badUserInput(argument, `must be JSON of at most ${String(MOST_LEVELS)} levels`);
  }
  if (names.some((name) => BRACES.test(name))) {
    throw badUserInput(argument, 'must have placeholders in the values of JSON, not in its names');
  }
  if (texts.every(hasKnownPlaceholders)) return template;
  throw badUserInput(
    argument,
    'must have only the placeholders {{room}}, {{identity}}, {{agent}} and {{claims.…}}',
  );
}

/** The names in a template's placeholders, such as `claims.email`. */
export function placeholdersOf(template: string): readonly string[] {
  return [...template.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
}

/**
 * Checks and returns a template that is JSON as a whole if it begins as JSON does. Otherwise values
 * would be filled in as text, and could add members to what is read as JSON later.
 *
 * @throws DomainError `BAD_USER_INPUT` naming `argument`
 */
export function checkJsonForm(argument: string, template: string): string {
  if (!/^\s*(?:\{(?!\{)|\[)/.test(template) || jsonOf(template)) return template;
  throw badUserInput(
    argument,
    'must be JSON if it begins with { or [: put placeholders into texts',
  );
}

/**
 * Fills in a template. Where it is JSON as a whole, the values are put into its texts and stay
 * there: no value can add a member, and a text that is one placeholder becomes the claim itself,
 * so a list stays a list. Elsewhere a value must be a text, a number, true or false. Numbers of
 * 2^53 or more are no values.
 */
export function fillIn(template: string, values: TemplateValues): Filled {
  try {
    const json = jsonOf(template);
    const text = json ? JSON.stringify(fillInJson(json.value, values)) : fillText(template, values);
    return { text };
  } catch (error) {
    if (error instanceof MissingValue) return { missing: error.placeholder };
    throw error;
  }
}

/** Fills in a template that is text, whatever it looks like. */
export function fillInText(template: string, values: TemplateValues): Filled {
  try {
    return { text: fillText(template, values) };
  } catch (error) {
    if (error instanceof MissingValue) return { missing: error.placeholder };
    throw error;
  }
}

function fillText(template: string, values: TemplateValues): string {
  return template.replace(PLACEHOLDER, (_, name: string) => {
    const value = valueOf(name, values);
    if (typeof value === 'string') return value;
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    throw new MissingValue(name);
  });
}

function fillInJson(value: unknown, values: TemplateValues): unknown {
  if (typeof value === 'string') {
    const alone = ALONE.exec(value)?.[1];
    return alone === undefined ? fillText(value, values) : valueOf(alone, values);
  }
  if (Array.isArray(value)) return value.map((item) => fillInJson(item, values));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, fillInJson(item, values)]),
  );
}

function valueOf(name: string, { claims, ...values }: TemplateValues): unknown {
  const value = name.startsWith(CLAIMS)
    ? claimOf(name.slice(CLAIMS.length), claims ?? {})
    : values[name as keyof typeof values];
  if (value === undefined || value === null || value === '' || !isExact(value)) {
    throw new MissingValue(name);
  }
  return value;
}

/** From 2^53 on several numbers are read as one, so an id could become that of somebody else. */
function isExact(value: unknown): boolean {
  if (typeof value === 'number') return Math.abs(value) <= Number.MAX_SAFE_INTEGER;
  return typeof value !== 'object' || value === null || Object.values(value).every(isExact);
}

/** A claim by its name, which may have dots in it as URLs do, or by the names on the way to it. */
function claimOf(path: string, claims: object): unknown {
  if (Object.hasOwn(claims, path)) return (claims as Record<string, unknown>)[path];
  const [first = '', ...rest] = path.split('.');
  if (rest.length === 0 || !Object.hasOwn(claims, first)) return undefined;
  const inner = (claims as Record<string, unknown>)[first];
  return typeof inner === 'object' && inner !== null ? claimOf(rest.join('.'), inner) : undefined;
}

/** Numbers and texts alone are no JSON here: their form would be changed. */
function jsonOf(template: string): { readonly value: object } | undefined {
  try {
    const value: unknown = JSON.parse(template);
    return typeof value === 'object' && value !== null ? { value } : undefined;
  } catch {
    return undefined;
  }
}

function hasKnownPlaceholders(text: string): boolean {
  const isKnown = (name: string): boolean =>
    NAMES.has(name) || (name.startsWith(CLAIMS) && name.length > CLAIMS.length);
  return placeholdersOf(text).every(isKnown) && !BRACES.test(text.replace(PLACEHOLDER, ''));
}

/** The names of members and the texts in a JSON value, and how deep it is. */
function partsOf(value: unknown) {
  const names: string[] = [];
  const texts: string[] = [];
  let levels = 0;
  for (let level: readonly unknown[] = [value]; level.length > 0; levels += 1) {
    const objects = level.filter((item) => typeof item === 'object' && item !== null);
    for (const item of level) if (typeof item === 'string') texts.push(item);
    for (const item of objects) if (!Array.isArray(item)) names.push(...Object.keys(item));
    level = objects.flatMap((item) => Object.values(item) as readonly unknown[]);
  }
  return { names, texts, levels };
}
