import {
  createRequestStateCodec,
  ProtocolError,
  ProtocolErrorCode,
  type ServerContext,
} from '@modelcontextprotocol/server';

import { sha256 } from '../../platform/crypto.js';
import type { ConfirmationLimits, Tool, ToolCall } from '../tool.js';
import type { Person } from './person.js';
import { CONFIRM, type FormQuestion } from './question.js';

/** How long a person may think about it. */
const STATE_SECONDS = 300;

/** What confirmations are asked and checked with. */
export interface ConfirmationParts {
  /** Whether people are asked, and from how many guests on; `undefined` asks nobody. */
  readonly limits: ConfirmationLimits | undefined;
  /** The keys that sign what comes back; the first is the newest. */
  readonly stateKeys: () => readonly Uint8Array[];
  /** Whose call it is: a question that was put for another caller is not answered by this one. */
  readonly caller: string;
}

/** A call whose input was checked. */
export interface CheckedCall {
  readonly tool: Tool;
  readonly input: Readonly<Record<string, unknown>>;
  readonly call: ToolCall;
  readonly person: Person;
}

/** A question to ask, or what the person said to it; `GIVEN` also where none was needed. */
export type Confirmation = FormQuestion | 'GIVEN' | 'DECLINED' | 'CANCELLED';

/**
 * Whether a person has confirmed a call, if it needs that and their host shows them forms.
 *
 * The question is made anew each time, so that what they agreed to is what will happen: an event
 * that was changed meanwhile is another question. What comes back with the answer is signed, and
 * good for five minutes, for this caller, this tool and this input.
 *
 * @throws ProtocolError -32602 for a state that is forged, old, or of another call
 */
export async function confirmationOf(
  { tool, input, call, person }: CheckedCall,
  { limits, stateKeys, caller }: ConfirmationParts,
): Promise<Confirmation> {
  const codecs = (): Codec[] =>
    stateKeys().map((key) =>
      createRequestStateCodec<string>({
        key,
        ttlSeconds: STATE_SECONDS,
        bind: () => JSON.stringify([caller, tool.name, input]),
      }),
    );
  const agreedTo = person.state === undefined ? undefined : await verified(person.state, codecs());
  if (!limits || !person.seesForms) return 'GIVEN';
  const message = await tool.confirmation?.(input, call, limits);
  if (message === undefined) return 'GIVEN';
  const digest = sha256(message).toString('base64url');
  const answer = agreedTo === digest ? person.answerTo(CONFIRM) : undefined;
  if (answer === 'accept') return 'GIVEN';
  if (answer) return answer === 'decline' ? 'DECLINED' : 'CANCELLED';
  const [newest] = codecs();
  if (!newest) throw new Error('A confirmation needs a key.');
  return { kind: 'FORM', message, state: await newest.mint(digest, NO_CONTEXT) };
}

type Codec = ReturnType<typeof createRequestStateCodec<string>>;

/** What is bound is known here without the SDK's context. */
const NO_CONTEXT = {} as ServerContext;

async function verified(state: string, codecs: readonly Codec[]): Promise<string> {
  for (const codec of codecs) {
    const payload = await codec.verify(state, NO_CONTEXT).catch(() => undefined);
    if (payload !== undefined) return payload;
  }
  // The words of the SDK's own check.
  throw new ProtocolError(ProtocolErrorCode.InvalidParams, 'Invalid or expired requestState', {
    reason: 'invalid_request_state',
  });
}
