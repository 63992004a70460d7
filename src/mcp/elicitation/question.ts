import { randomUUID } from 'node:crypto';

import {
  inputRequired,
  UrlElicitationRequiredError,
  type InputRequiredResult,
} from '@modelcontextprotocol/server';

/** The names of the questions, under which their answers come back. */
export const CONNECT = 'connect';
/** See {@link CONNECT}. */
export const CONFIRM = 'confirm';

/** A page that a person is to open. */
export interface LinkQuestion {
  readonly kind: 'LINK';
  readonly message: string;
  readonly url: string;
  /** What comes back with the answer. */
  readonly state: string;
}

/** Something that a person is to agree to. */
export interface FormQuestion {
  readonly kind: 'FORM';
  readonly message: string;
  /** What comes back with the answer. */
  readonly state: string;
}

/** What a person is asked before a call can go on. */
export type Question = LinkQuestion | FormQuestion;

/**
 * A question as an answer to the call, which its host makes again with what the person said.
 *
 * @see https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/mrtr
 */
export function inputRequiredFor(question: Question): InputRequiredResult {
  const { message, state: requestState } = question;
  if (question.kind === 'LINK') {
    const { url } = question;
    return inputRequired({
      inputRequests: { [CONNECT]: inputRequired.elicitUrl({ message, url }) },
      requestState,
    });
  }
  // Nothing to fill in: to submit it is to agree.
  const requestedSchema = { type: 'object' as const, properties: {} };
  return inputRequired({
    inputRequests: { [CONFIRM]: inputRequired.elicit({ message, requestedSchema }) },
    requestState,
  });
}

/**
 * A link as revision 2025-11-25 has it for servers that keep no connection: an error, after which
 * the host offers the link, and makes the call again when the person says so.
 *
 * @see https://modelcontextprotocol.io/specification/2025-11-25/client/elicitation#url-elicitation-required-error
 */
export function linkError({ message, url }: LinkQuestion): UrlElicitationRequiredError {
  return new UrlElicitationRequiredError([
    { mode: 'url', message, url, elicitationId: randomUUID() },
  ]);
}
