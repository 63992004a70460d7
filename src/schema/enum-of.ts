import { registerEnumType } from 'type-graphql';

/**
 * Registers an enum of the schema whose names are those of a type of ours.
 *
 * @param values - the description of each name; the compiler sees to it that none is missing
 * @returns the enum, for fields and arguments
 */
export function enumOf<Name extends string>(
  name: string,
  description: string,
  values: Readonly<Record<Name, string>>,
): { readonly [Each in Name]: Each } {
  const names = Object.keys(values) as Name[];
  const registered = Object.fromEntries(names.map((each) => [each, each]));
  registerEnumType(registered, {
    name,
    description,
    valuesConfig: Object.fromEntries(names.map((each) => [each, { description: values[each] }])),
  });
  return registered as { readonly [Each in Name]: Each };
}
