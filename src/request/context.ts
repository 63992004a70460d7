import type { Actor } from '../platform/actor.js';
import type { Principal } from './principal.js';

/** What is learned of an operation while it runs, for the log and the metrics. */
export interface OperationRecord {
  name: string | null;
  /** The root fields asked for, under their schema names. */
  rootFields: readonly string[];
  /** The same by the names that the caller gave to their answers. */
  fieldsByResponseName: ReadonlyMap<string, string>;
  /** `OK`, or the code of the first error. */
  outcome: string;
  /** Whether the operation reached the GraphQL pipeline, where errors get their final form. */
  isFinal: boolean;
}

/** What rules and resolvers see of a request. */
export interface RequestContext {
  readonly requestId: string;
  readonly principal: Principal;
  /** The principal as the audit log names it. */
  readonly actor: Actor;
  /** Names the query in the log; shared by reference with the HTTP layer. */
  readonly operation: OperationRecord;
  /** Aborts when nobody waits for the answer any more; what may be left undone then is. */
  readonly signal?: AbortSignal;
}

/**
 * The context of a further operation of the same request.
 *
 * @param signal - aborts when nobody waits for its answer any more
 */
export function contextOfAnother(context: RequestContext, signal: AbortSignal): RequestContext {
  return { ...context, signal, operation: newOperation() };
}

/** What is known of an operation that has not begun. */
export function newOperation(): OperationRecord {
  return {
    name: null,
    rootFields: [],
    fieldsByResponseName: new Map(),
    outcome: 'OK',
    isFinal: false,
  };
}
