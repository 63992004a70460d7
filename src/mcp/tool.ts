import type { Icon, ToolAnnotations } from '@modelcontextprotocol/server';
import type { z } from 'zod';

import type { TypedDocument } from '../client/index.js';
import type { Clock } from '../platform/clock.js';
import type { RandomSource } from '../platform/crypto.js';
import type { ToolScope } from './tool-scope.js';

/**
 * Runs a GraphQL operation as the agent, wherever the gateway is.
 *
 * @throws TokenClientError with the gateway's code and `extensions`, or one of the client's own
 *   codes
 */
export type Query = <Result, Variables>(
  document: TypedDocument<Result, Variables> & object,
  variables: Variables,
) => Promise<Result>;

/** What a tool is given to work with, for one call. */
export interface ToolCall {
  readonly query: Query;
  readonly clock: Clock;
  readonly random: RandomSource;
  /** Names the call that a person has confirmed: the same each time that it is made. */
  readonly confirmedAs?: string | undefined;
  /** Tells a caller who asked for it how far a call of several steps is: `done` only ever grows. */
  readonly progress: (done: number, message: string) => Promise<void>;
}

/** Beyond which a change is far-reaching. */
export interface ConfirmationLimits {
  /** How many guests may get a message without anybody being asked. */
  readonly guests: number;
}

/** What a person is asked before a call. */
export interface ConfirmationQuestion {
  /** What will happen, in a few lines. */
  readonly message: string;
  /** The event as it was read for the question; nothing is done to another state of it. */
  readonly etag?: string;
  /** What the answer is about, where the message does not say all of it. */
  readonly version?: string;
}

/** What a tool found or did. */
export interface ToolAnswer<Output> {
  readonly content: Output;
  /** The content for hosts that show a model text alone; its JSON when left out. */
  readonly text?: string;
  /**
   * A sentence or two that a voice agent can say. Nothing that stands in a calendar is in it:
   * whoever writes an event would otherwise speak to the model in the gateway's name.
   */
  readonly spoken: string;
}

/** The root field that a tool is a form of, by whose rule its callers are judged. */
export interface ToolField {
  readonly type: 'Query' | 'Mutation';
  readonly name: string;
  /** The scope that the field's rule asks for. */
  readonly scope: ToolScope;
}

/** One tool: it knows the schema, and nothing of how it is called. */
export interface Tool<
  Input extends z.ZodObject = z.ZodObject,
  Output extends z.ZodObject = z.ZodObject,
> {
  readonly name: string;
  readonly title: string;
  readonly icon: Icon;
  /** What it does and when to use it, for a model. */
  readonly description: string;
  /** `undefined` where every agent may call it. */
  readonly field: ToolField | undefined;
  readonly input: Input;
  readonly output: Output;
  readonly annotations: Required<Omit<ToolAnnotations, 'title'>>;
  /**
   * What a person is asked before a call that reaches far; nothing for a call that does not.
   *
   * @throws what its queries throw
   */
  confirmation?(
    input: z.output<Input>,
    call: ToolCall,
    limits: ConfirmationLimits,
  ): Promise<ConfirmationQuestion | undefined>;
  /** @throws what its queries throw, and DomainError `BAD_USER_INPUT` naming an input */
  run(input: z.output<Input>, call: ToolCall): Promise<ToolAnswer<z.input<Output>>>;
}

/** Ties a tool's parts together by their types, and then forgets these. */
export function defineTool<Input extends z.ZodObject, Output extends z.ZodObject>(
  tool: Tool<Input, Output>,
): Tool {
  return tool;
}

const CLOSED = { openWorldHint: true, destructiveHint: false, idempotentHint: true };

/** Annotations of tools that change nothing. */
export const READS: Tool['annotations'] = { ...CLOSED, readOnlyHint: true };

/** Annotations of tools that add something, and another one if they are called again. */
export const ADDS: Tool['annotations'] = { ...CLOSED, readOnlyHint: false, idempotentHint: false };

/**
 * Annotations of tools after which something is not as it was; calling them again changes nothing.
 */
export const REPLACES: Tool['annotations'] = {
  ...CLOSED,
  readOnlyHint: false,
  destructiveHint: true,
};
