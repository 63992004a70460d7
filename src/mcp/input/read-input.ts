import type { z } from 'zod';

import { invalidArguments, type ArgumentProblem } from '../../platform/errors.js';
import type { Tool } from '../tool.js';
import { coerceInput } from './coerce.js';
import { exampleAt, schemaAt } from './example.js';
import { coreOf, isObjectSchema } from './zod-shape.js';

/** How many unknown inputs a refusal names, and how long a name may be for that. */
const SHOWN_KEYS = 3;
const SHOWN_KEY_CHARACTERS = 60;

const UNITS: Readonly<Record<string, string>> = { string: 'character', array: 'item' };

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

/**
 * Returns a call's input as its tool takes it, from what a model wrote.
 *
 * @throws DomainError `BAD_USER_INPUT` naming each input that does not fit
 */
export function readInput(
  tool: Tool,
  written: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const { input, problems, writtenPath } = coerceInput(tool.input, written);
  if (problems.length > 0) throw invalidArguments(problems);
  const { data, error } = tool.input.safeParse(input, { error: inWords });
  if (!error) return data;
  throw invalidArguments(
    error.issues.map((issue) => inputProblem(tool, issue, writtenPath(issue.path))),
  );
}

function inputProblem(tool: Tool, issue: z.core.$ZodIssue, path: string): ArgumentProblem {
  if (issue.code === 'unrecognized_keys') return unknownProblem(tool, issue, path);
  const { message } = issue;
  const example = /\b(?:example|like|one of)\b/.test(message)
    ? undefined
    : exampleAt(tool.input, issue.path);
  return {
    path: path === '' ? 'The input' : path,
    message: example === undefined ? message : `${message}, for example ${example}`,
  };
}

function unknownProblem(
  tool: Tool,
  { keys, path: place }: z.core.$ZodIssueUnrecognizedKeys,
  path: string,
): ArgumentProblem {
  const schema = coreOf(schemaAt(tool.input, place) ?? tool.input);
  const known = isObjectSchema(schema) ? Object.keys(schema.shape).join(', ') : '';
  const shown = keys.filter((key) => key.length <= SHOWN_KEY_CHARACTERS).slice(0, SHOWN_KEYS);
  const names = shown.map((key) => (path === '' ? key : `${path}.${key}`)).join(', ');
  const owner = path === '' ? tool.name : path;
  return {
    path: names === '' ? 'What the call has' : names,
    message: `${shown.length > 1 ? 'are no inputs' : 'is no input'} of ${owner}, which takes ${known}`,
  };
}

/** What is wrong with an input, where its shape does not say so itself. */
const inWords: z.core.$ZodErrorMap = (issue) => {
  // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check -- zod has more
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return 'is needed';
      return `must be ${TYPE_WORDS[isWhole(issue) ? 'int' : issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `must be one of ${issue.values.join(', ')}`;
    case 'too_big':
      return `must ${boundWords(issue.origin)} at most ${issue.maximum}${unitOf(issue.origin, issue.maximum)}`;
    case 'too_small':
      return `must ${boundWords(issue.origin)} at least ${issue.minimum}${unitOf(issue.origin, issue.minimum)}`;
    default:
      return undefined;
  }
};

function isWhole({ inst }: z.core.$ZodRawIssue): boolean {
  return inst !== undefined && 'isInt' in inst && inst.isInt === true;
}

function boundWords(origin: string): string {
  return unitOf(origin) === '' ? 'be' : 'have';
}

function unitOf(origin: string, count: number | bigint = 2): string {
  const unit = UNITS[origin];
  if (unit === undefined) return '';
  return Number(count) === 1 ? ` ${unit}` : ` ${unit}s`;
}
