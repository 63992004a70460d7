import { sha256 } from '../../platform/crypto.js';
import type { ConfirmationLimits, ConfirmationQuestion, Tool, ToolCall } from '../tool.js';
import type { Person } from './person.js';
import { CONFIRM, type FormQuestion } from './question.js';
import { NONCE_BYTES, type AskedQuestion, type StateSeal } from './state.js';

/** A call whose input was checked, and whose state was if one came back. */
export interface CheckedCall {
  readonly tool: Tool;
  readonly input: Readonly<Record<string, unknown>>;
  readonly call: ToolCall;
  readonly person: Person;
  /** The question that came back with an answer. */
  readonly asked: AskedQuestion | undefined;
  readonly seal: StateSeal;
}

/** What came of a confirmation: a question to ask, or what the person said to it. */
export type Confirmation =
  | FormQuestion
  | { readonly kind: 'DECLINED' | 'CANCELLED' }
  | {
      /** Also where none was needed. */
      readonly kind: 'GIVEN';
      /** The state of the event that the person agreed about. */
      readonly etag?: string | undefined;
      readonly confirmedAs?: string | undefined;
    };

/**
 * Whether a person has confirmed a call, if it needs that and their host shows them forms.
 *
 * The question is made anew each time, so that what they agreed to is what will happen: an event
 * that was changed meanwhile is another question.
 *
 * @param limits - `undefined` asks nobody
 * @throws what the queries for the question throw
 */
export async function confirmationOf(
  { tool, input, call, person, asked, seal }: CheckedCall,
  limits: ConfirmationLimits | undefined,
): Promise<Confirmation> {
  if (!limits || !person.seesForms) return { kind: 'GIVEN' };
  const question = await tool.confirmation?.(input, call, limits);
  if (!question) return { kind: 'GIVEN' };
  const digest = digestOf(question);
  const answer = asked?.digest === digest ? person.answerTo(CONFIRM) : undefined;
  switch (answer) {
    case 'accept':
      return { kind: 'GIVEN', etag: question.etag, confirmedAs: asked?.nonce };
    case 'decline':
      return { kind: 'DECLINED' };
    case 'cancel':
      return { kind: 'CANCELLED' };
    case undefined: {
      const nonce = call.random(NONCE_BYTES).toString('base64url');
      const state = await seal.mint({ digest, nonce });
      return { kind: 'FORM', message: question.message, state };
    }
  }
}

function digestOf({ message, version = '' }: ConfirmationQuestion): string {
  return sha256(JSON.stringify([message, version])).toString('base64url');
}
