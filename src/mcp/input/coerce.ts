import type { z } from 'zod';

import type { ArgumentProblem } from '../../platform/errors.js';
import { isRecord } from '../../platform/is-record.js';
import { isNothing, isNullWord, readScalar, wordIn } from './scalars.js';
import { coreOf, formOf, isEnum, isList, isObjectSchema, membersOf } from './zod-shape.js';

/** The characters of JSON text that are read in one call, and the items of one list. */
const MOST_JSON_CHARACTERS = 128 * 1024;
const MOST_ITEMS = 1000;

/** What a model wrote, in the forms that a tool's schema has. */
export interface CoercedInput {
  readonly input: unknown;
  /** What could be read in two ways, or is too much. */
  readonly problems: readonly ArgumentProblem[];
  /** The path at which the model wrote what is at a path of {@link input}. */
  readonly writtenPath: (path: readonly PropertyKey[]) => string;
}

/**
 * Reads what a model wrote, once and by the schema: null and empty text as left out, lists,
 * objects, numbers and booleans that were written as text, one value for a list of one and the
 * other way round, words in another case. Text stays as it is where text is wanted, and so does
 * what can be read in two ways: the schema refuses it. It goes as deep as the schema, no deeper.
 */
export function coerceInput(schema: z.ZodObject, written: unknown): CoercedInput {
  const coercion = new Coercion();
  return {
    input: coercion.readObject(schema, schema, written, []),
    problems: coercion.problems,
    writtenPath: (path) => coercion.writtenPath(path),
  };
}

class Coercion {
  readonly problems: ArgumentProblem[] = [];
  /** Under the path of a list that lost items: the index that each of the others was written at. */
  readonly #indexes = new Map<string, readonly number[]>();
  #jsonCharacters = MOST_JSON_CHARACTERS;

  /** Returns the value in the schema's form; `undefined` if the model left it out. */
  read(schema: z.core.$ZodType, written: unknown, path: readonly PropertyKey[]): unknown {
    if (isNothing(written)) return undefined;
    const core = coreOf(schema);
    if (isList(core)) return this.#itemsOf(schema, core, written, path);
    if (isObjectSchema(core)) return this.#objectOf(schema, core, written, path);
    const form = formOf(schema);
    const one = singleOf(written);
    // No word to choose from, and none that has a form, is `null`; a title may be.
    if (isNullWord(one) && (form !== undefined || isEnum(core))) return undefined;
    return readScalar(core, form?.read ? form.read(one, this.#reading(path)) : one);
  }

  /** The members of an object, each in its form; what the schema does not know stays for it. */
  readObject(
    schema: z.core.$ZodType,
    core: z.ZodObject,
    written: unknown,
    path: readonly PropertyKey[],
  ): unknown {
    const form = formOf(schema);
    const value = form?.read ? form.read(written, this.#reading(path)) : written;
    if (!isRecord(value)) return value;
    const shape = membersOf(core);
    const said = Object.entries(value).flatMap(([name, member]) => {
      const known = Object.hasOwn(shape, name) ? shape[name] : undefined;
      const read = known ? this.read(known, member, [...path, name]) : (member ?? undefined);
      return read === undefined ? [] : [[name, read] as const];
    });
    return Object.fromEntries(said);
  }

  writtenPath(path: readonly PropertyKey[]): string {
    const own: PropertyKey[] = [];
    path.forEach((key, place) => {
      const indexes = this.#indexes.get(path.slice(0, place).join('.'));
      own.push(indexes?.[Number(key)] ?? key);
    });
    return own.join('.');
  }

  #objectOf(
    schema: z.core.$ZodType,
    core: z.ZodObject,
    written: unknown,
    path: readonly PropertyKey[],
  ): unknown {
    const value = this.#jsonOr(singleOf(written), '{');
    if (value === null) return undefined;
    const members = this.readObject(schema, core, value, path);
    if (!isRecord(members) || Object.keys(members).length > 0) return members;
    // Models write objects of nothing where they have nothing to say.
    return core.safeParse({}).success ? members : undefined;
  }

  #itemsOf(
    schema: z.core.$ZodType,
    list: z.ZodArray,
    written: unknown,
    path: readonly PropertyKey[],
  ): unknown {
    const value = this.#jsonOr(written, '[');
    if (value === null) return undefined;
    const items = Array.isArray(value) ? (value as unknown[]) : splitBy(schema, list, value);
    if (items.length > MOST_ITEMS) {
      this.problems.push({
        path: path.join('.'),
        message: `must have at most ${MOST_ITEMS} items`,
      });
      return [];
    }
    const indexes: number[] = [];
    const read = items.flatMap((item, index) => {
      const one = this.read(list.element, item, [...path, index]);
      if (one === undefined) return [];
      indexes.push(index);
      return [one];
    });
    // A list of nothing is not the same as an empty list, which empties what there was.
    if (read.length === 0 && items.length > 0) return undefined;
    if (read.length < items.length) this.#indexes.set(path.join('.'), indexes);
    return read;
  }

  /** What a JSON text says, if it begins as one. */
  #jsonOr(written: unknown, opening: '[' | '{'): unknown {
    if (typeof written !== 'string') return written;
    const text = written.trim();
    if (text === '' || isNullWord(text)) return null;
    if (!text.startsWith(opening) && !text.startsWith('{')) return written;
    return this.#parse(text) ?? written;
  }

  #parse(text: string): unknown {
    if (text.length > this.#jsonCharacters) return undefined;
    this.#jsonCharacters -= text.length;
    try {
      return JSON.parse(text) as unknown;
    } catch {
      return undefined;
    }
  }

  #reading(path: readonly PropertyKey[]) {
    return {
      refuse: (below: string, message: string) => {
        const place = [this.writtenPath(path), below].filter((part) => part !== '').join('.');
        this.problems.push({ path: place, message });
      },
      parse: (text: string) => this.#parse(text),
    };
  }
}

/** A list of one, where one value is wanted, is that value. */
function singleOf(written: unknown): unknown {
  return Array.isArray(written) && written.length === 1 ? (written[0] as unknown) : written;
}

function splitBy(schema: z.core.$ZodType, list: z.ZodArray, value: unknown): readonly unknown[] {
  if (typeof value !== 'string') return [value];
  const own = formOf(schema)?.split?.(value);
  if (own) return own;
  const element = coreOf(list.element);
  if (isEnum(element)) {
    const words = value.split(/[,;]/).map((word) => word.trim());
    if (words.every((word) => wordIn(element, word) !== undefined)) return words;
  }
  return [value];
}
