import { badUserInput } from '../../platform/errors.js';

/**
 * Attributes by their keys.
 *
 * @throws DomainError `BAD_USER_INPUT` naming `argument`, where a key is there twice
 */
export function attributesOf(
  argument: string,
  attributes: readonly { readonly name: string; readonly value: string }[],
): Record<string, string> {
  const entries = attributes.map(({ name, value }) => [name, value] as const);
  if (new Set(entries.map(([name]) => name)).size < entries.length) {
    throw badUserInput(argument, 'must have each key once');
  }
  return Object.fromEntries(entries);
}
