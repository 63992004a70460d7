import {
  getVariableValues,
  GraphQLError,
  Kind,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type ValidationRule,
} from 'graphql';

import { DomainError } from '../../platform/errors.js';
import type { LimitMetrics } from '../../platform/metrics.js';
import { coded } from '../errors/coded.js';
import { rootCause } from '../errors/format.js';
import { costOf, MAX_COST, type KnownVariables } from '../limits/cost.js';
import { introspectionLimit, introspectionSize } from '../limits/introspection-size.js';
import { limitRules, MAX_CHARACTERS, MAX_TOKENS } from '../limits/operation-limits.js';
import { selectionLimits } from '../limits/selection-limits.js';

/** The most errors that one document is told of: each may take a search for similar names. */
const MAX_ERRORS = 5;

/** The most errors that one request's variables are told of: each prints a whole value. */
const MAX_VARIABLE_ERRORS = 2;

/** Dependencies of {@link DocumentCheck}. */
export interface CheckParts {
  readonly schema: GraphQLSchema;
  /** Whether documents that ask for the schema are refused, and no names are suggested. */
  readonly hidesSchema: boolean;
  readonly metrics: LimitMetrics;
}

/** A document that cannot be run, with each error coded as `errors/format.ts` expects it. */
export class InvalidDocument extends Error {
  override readonly name = 'InvalidDocument';
  readonly errors: readonly GraphQLError[];

  constructor(code: string, errors: readonly GraphQLError[]) {
    super('The document cannot be run.');
    // What a rule of ours refuses has a code already.
    this.errors = errors.map((error) =>
      rootCause(error) instanceof DomainError ? error : coded(code, error),
    );
  }
}

/** Parses documents, and holds them against the limits and the schema. */
export class DocumentCheck {
  readonly #parts: CheckParts;
  readonly #limits: readonly ValidationRule[];
  readonly #rules: readonly ValidationRule[];
  #introspectionLimit: number | undefined;

  constructor(parts: CheckParts) {
    this.#parts = parts;
    this.#limits = [selectionLimits(parts.metrics), ...limitRules(parts.metrics)];
    this.#rules = parts.hidesSchema
      ? [...specifiedRules, NoSchemaIntrospectionCustomRule]
      : specifiedRules;
  }

  /**
   * Parses a document and validates it. The limits come first: some rules of the specification take
   * much time for documents that exceed them. Of the cost it refuses what no variables can make
   * good.
   *
   * @throws InvalidDocument with codes `GRAPHQL_PARSE_FAILED` or `GRAPHQL_VALIDATION_FAILED`
   */
  check(text: string): DocumentNode {
    const document = this.#parse(text);
    const { schema, hidesSchema } = this.#parts;
    const [excess] = validate(schema, document, this.#limits, { maxErrors: 1 });
    if (excess) throw new InvalidDocument('GRAPHQL_VALIDATION_FAILED', [excess]);
    const options = { maxErrors: MAX_ERRORS, hideSuggestions: hidesSchema };
    const errors = validate(schema, document, this.#rules, options);
    if (errors.length > 0) throw new InvalidDocument('GRAPHQL_VALIDATION_FAILED', errors);
    for (const one of document.definitions) {
      if (one.kind !== Kind.OPERATION_DEFINITION) continue;
      this.#checkCost(document, one, leastVariables(one));
    }
    return document;
  }

  /**
   * Passes an operation whose variables are of their types, and which costs no more than allowed
   * with them. graphql-js would check the variables itself, and print a wrong value up to fifty
   * times.
   *
   * @throws InvalidDocument with codes `BAD_USER_INPUT` or `GRAPHQL_VALIDATION_FAILED`
   */
  checkRequest(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: KnownVariables,
  ): void {
    const { schema, hidesSchema: hideSuggestions } = this.#parts;
    const definitions = operation.variableDefinitions ?? [];
    const options = { maxErrors: MAX_VARIABLE_ERRORS, hideSuggestions };
    const { errors } = getVariableValues(schema, definitions, variables, options);
    if (errors) throw new InvalidDocument('BAD_USER_INPUT', errors);
    this.#checkCost(document, operation, variables);
  }

  #checkCost(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: KnownVariables,
  ): void {
    this.#checkIntrospection(document, operation, variables);
    const cost = costOf(this.#parts.schema, document, operation, variables);
    if (cost <= MAX_COST) return;
    this.#parts.metrics.limit('cost');
    const message =
      `Query Cost limit of ${String(MAX_COST)} exceeded, found ${String(cost)}. ` +
      'Ask for less in one operation.';
    throw new InvalidDocument('GRAPHQL_VALIDATION_FAILED', [
      new GraphQLError(message, { nodes: operation }),
    ]);
  }

  #checkIntrospection(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: KnownVariables,
  ): void {
    const { schema, hidesSchema, metrics } = this.#parts;
    if (hidesSchema) return;
    this.#introspectionLimit ??= introspectionLimit(schema);
    const most = this.#introspectionLimit;
    if (introspectionSize(schema, { document, operation, variables }, most) <= most) return;
    metrics.limit('introspection');
    const message =
      `Introspection limit exceeded: the answer would have more than ${String(most)} characters of ` +
      'introspection. Send the full introspection query once, or ask for less.';
    throw new InvalidDocument('GRAPHQL_VALIDATION_FAILED', [
      new GraphQLError(message, { nodes: operation }),
    ]);
  }

  #parse(text: string): DocumentNode {
    if (text.length > MAX_CHARACTERS) {
      this.#parts.metrics.limit('characters');
      const message =
        `The document has more than ${String(MAX_CHARACTERS)} characters. ` +
        'Send long values as variables.';
      throw new InvalidDocument('GRAPHQL_PARSE_FAILED', [new GraphQLError(message)]);
    }
    try {
      return parse(text, { maxLexicalTokens: MAX_TOKENS });
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      if (error.message.endsWith('Parsing aborted.')) this.#parts.metrics.limit('tokens');
      throw new InvalidDocument('GRAPHQL_PARSE_FAILED', [error]);
    }
  }
}

/** Variables with which an operation costs as little as it can. */
function leastVariables({ variableDefinitions = [] }: OperationDefinitionNode): KnownVariables {
  return Object.fromEntries(variableDefinitions.map(({ variable }) => [variable.name.value, 1]));
}
