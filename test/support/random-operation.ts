import {
  getNamedType,
  GraphQLNonNull,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isUnionType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';

/** Chooses a whole number from 0 to one less than `count`. */
export type Choose = (count: number) => number;

/** An operation that is valid against the schema, with values for its variables. */
export interface RandomOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const ALIASES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'then', 'a', 'b', 'c'];
const VALUES: Readonly<Record<string, readonly unknown[]>> = {
  Int: [1, 0, -1, 5, 200, 201, 2_147_483_647],
  Boolean: [true, false],
  String: ['livekit', 'absent', '', 'ü "quoted" \\ text'],
  ID: ['5f0c1b7e-6b1f-4b7e-9d43-0d2f4b1c7a11', 'primary', 'x'],
  DateTime: ['2030-01-01T00:00:00Z', '2030-01-02T12:30:00.500Z'],
  Date: ['2030-01-01'],
  EmailAddress: ['somebody@example.com'],
  LocalDateTime: ['2030-01-01T09:00:00'],
  LocalTime: ['09:00:00'],
  TimeZone: ['UTC', 'Europe/Berlin'],
};
/** Most levels of fields; fragments count against the gateway's limit as well. */
const MAX_LEVELS = 4;

/**
 * Writes a random operation: several root fields, aliases, fragments, directives and variables.
 *
 * @param omitted - root fields that it does not ask for
 */
export function randomOperation(
  schema: GraphQLSchema,
  kind: 'query' | 'mutation',
  choose: Choose,
  omitted: ReadonlySet<string> = new Set(),
): RandomOperation {
  const root = kind === 'query' ? schema.getQueryType() : schema.getMutationType();
  if (!root) throw new Error(`The schema has no ${kind}.`);
  return new OperationWriter(schema, choose, omitted).write(kind, root);
}

class OperationWriter {
  readonly #schema: GraphQLSchema;
  readonly #choose: Choose;
  readonly #omitted: ReadonlySet<string>;
  readonly #fragments: string[] = [];
  readonly #definitions: string[] = [];
  readonly #variables: Record<string, unknown> = {};
  #aliases = 0;

  constructor(schema: GraphQLSchema, choose: Choose, omitted: ReadonlySet<string>) {
    this.#schema = schema;
    this.#choose = choose;
    this.#omitted = omitted;
  }

  write(kind: string, root: GraphQLCompositeType): RandomOperation {
    const selections = this.#selections(root, MAX_LEVELS, new Set());
    const variables = this.#definitions.length > 0 ? `(${this.#definitions.join(' ')})` : '';
    const query = `${kind} Random${variables} ${selections} ${this.#fragments.join(' ')}`;
    return { query, variables: this.#variables };
  }

  /** @param taken - response names of the selection set that this is merged into */
  #selections(type: GraphQLCompositeType, levels: number, taken: Set<string>): string {
    const written: string[] = [];
    for (let count = 1 + this.#choose(4); count > 0; count -= 1) {
      const one = this.#selection(type, levels, taken);
      if (one !== undefined) written.push(one);
    }
    return `{ ${written.length > 0 ? written.join(' ') : '__typename'} }`;
  }

  #selection(type: GraphQLCompositeType, levels: number, taken: Set<string>): string | undefined {
    const way = this.#choose(12);
    if (way === 0) return `__typename${this.#directive()}`;
    if ((way <= 2 || isUnionType(type)) && levels > 1) {
      const possible = isObjectType(type) ? [type] : this.#schema.getPossibleTypes(type);
      const inner = possible[this.#choose(possible.length)] ?? type;
      // A union's members are merged by graphql-js, and must not collide either.
      const selections = this.#selections(inner, levels - 1, taken);
      if (way !== 2) return `... on ${inner.name}${this.#directive()} ${selections}`;
      const name = `F${String(this.#fragments.length)}`;
      this.#fragments.push(`fragment ${name} on ${inner.name} ${selections}`);
      return `...${name}${this.#directive()}`;
    }
    if (!isObjectType(type)) return undefined;
    const fields = Object.values(type.getFields()).filter(({ name }) => !this.#omitted.has(name));
    const field = fields[this.#choose(fields.length)];
    return field && this.#field(field, levels, taken);
  }

  #field(
    field: GraphQLField<unknown, unknown>,
    levels: number,
    taken: Set<string>,
  ): string | undefined {
    const below = getNamedType(field.type);
    if (isCompositeType(below) && levels <= 1) return undefined;
    const isAliased = this.#aliases < 10 && this.#choose(3) === 0;
    const responseName = isAliased ? ALIASES[this.#choose(ALIASES.length)] : field.name;
    if (responseName === undefined || taken.has(responseName)) return undefined;
    taken.add(responseName);
    if (isAliased) this.#aliases += 1;
    const given = field.args
      .filter((one) => isRequiredArgument(one) || this.#choose(3) === 0)
      .map((one) => `${one.name}: ${this.#value(one.type, 3)}`);
    const selections = isCompositeType(below) ? this.#selections(below, levels - 1, new Set()) : '';
    const alias = isAliased ? `${responseName}: ` : '';
    const values = given.length > 0 ? `(${given.join(' ')})` : '';
    return `${alias}${field.name}${values}${this.#directive()} ${selections}`;
  }

  #directive(): string {
    if (this.#choose(6) > 0) return '';
    const name = this.#choose(2) === 0 ? 'include' : 'skip';
    const boolean = this.#schema.getType('Boolean') as GraphQLInputType;
    return ` @${name}(if: ${this.#value(new GraphQLNonNull(boolean as never), 0)})`;
  }

  #value(type: GraphQLInputType, levels: number): string {
    const value = this.#plainValue(type, levels);
    if (this.#choose(3) > 0) return literal(value, type);
    const name = `v${String(this.#definitions.length)}`;
    const isDefault = this.#choose(4) === 0 && value !== null;
    const suffix = isDefault ? ` = ${literal(value, type)}` : '';
    this.#definitions.push(`$${name}: ${String(type)}${suffix}`);
    if (!isDefault) this.#variables[name] = value;
    return `$${name}`;
  }

  #plainValue(type: GraphQLInputType, levels: number): unknown {
    if (isNonNullType(type)) return this.#knownValue(type.ofType, levels);
    return this.#choose(6) === 0 ? null : this.#knownValue(type, levels);
  }

  #knownValue(type: GraphQLInputType, levels: number): unknown {
    if (isNonNullType(type)) return this.#knownValue(type.ofType, levels);
    if (isListType(type)) return [this.#plainValue(type.ofType, levels - 1)];
    if (isEnumType(type)) return type.getValues()[this.#choose(type.getValues().length)]?.name;
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter(
        (one) => isRequiredInputField(one) || (levels > 0 && this.#choose(3) === 0),
      );
      return Object.fromEntries(
        fields.map((one) => [one.name, this.#plainValue(one.type, levels - 1)]),
      );
    }
    const values = VALUES[type.name];
    if (!values) throw new Error(`There are no values of ${type.name}.`);
    return values[this.#choose(values.length)];
  }
}

function literal(value: unknown, type: GraphQLInputType): string {
  if (value === null) return 'null';
  if (isNonNullType(type)) return literal(value, type.ofType);
  if (isListType(type)) {
    return `[${(value as unknown[]).map((one) => literal(one, type.ofType)).join(' ')}]`;
  }
  if (isInputObjectType(type)) {
    const fields = type.getFields();
    const written = Object.entries(value as Record<string, unknown>).map(([name, one]) => {
      const field = fields[name];
      return field ? `${name}: ${literal(one, field.type)}` : '';
    });
    return `{ ${written.join(' ')} }`;
  }
  return isEnumType(type) ? (value as string) : JSON.stringify(value);
}
