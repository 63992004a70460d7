import type { z } from 'zod';

import type { ErrorCode } from '../../platform/errors.js';
import type { AnswerName } from './openapi/answers.js';

/** The GraphQL operation behind a path; everything but its form is decided there. */
export interface Operation<Input, Data> {
  readonly type: 'Query' | 'Mutation';
  /** Its one root field, by whose rule a caller is judged. */
  readonly field: string;
  /** Names the answer's fields as the older service did. */
  readonly document: string;
  variables(input: Input): Readonly<Record<string, unknown>>;
  /** What the field's arguments are called at this path, for messages about them. */
  readonly names: Readonly<Record<string, string>>;
  /**
   * Makes the answer of what the operation found.
   *
   * @throws DomainError `NOT_FOUND` when that is not to be found at this path
   */
  present(data: Data): Answer;
}

/** What a path answers with. */
export interface Answer {
  readonly body: unknown;
  /** The cursor behind which the list goes on. */
  readonly nextCursor?: string | undefined;
}

/** What a request may carry, and where. */
export interface Input<Shape> {
  readonly in: 'path' | 'query' | 'body';
  readonly shape: Shape;
}

/** One method of one path of the older REST service. */
export interface Endpoint<Shape extends z.ZodObject = z.ZodObject, Data = unknown> {
  readonly method: 'GET' | 'POST';
  /** Below `/api`, with its final slash and parameters in braces. */
  readonly path: `/${string}/`;
  /** Names the operation in the API's description. */
  readonly operationId: string;
  readonly tag: string;
  readonly summary: string;
  readonly input?: Input<Shape>;
  readonly operation: Operation<z.output<Shape>, Data>;
  readonly status: 200 | 201;
  readonly answer: AnswerName;
  /** Whether it answers with a list of these, a page long. */
  readonly isList?: boolean;
  /** What its description says of credentials; who may do what is up to the field's rule. */
  readonly isFor: 'superusers' | 'agents' | 'agents and trusted networks';
  /** The errors that are its own; those of every path are added. */
  readonly errors: readonly ErrorCode[];
}

/** Ties an endpoint's parts together by their types, and then forgets these. */
export function endpoint<Shape extends z.ZodObject, Data>(
  definition: Endpoint<Shape, Data>,
): Endpoint {
  return definition;
}
