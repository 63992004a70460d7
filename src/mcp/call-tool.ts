import { ProtocolError, type CallToolResult } from '@modelcontextprotocol/server';

import { confirmationOf, type CheckedCall } from './elicitation/confirmation.js';
import { withConsent, type Waiting } from './elicitation/consent.js';
import type { Person } from './elicitation/person.js';
import type { Question } from './elicitation/question.js';
import { stateSeal } from './elicitation/state.js';
import { readInput } from './input/read-input.js';
import { errorResult, problemOf, type ToolProblem } from './tool-error.js';
import type { ConfirmationLimits, Tool, ToolCall } from './tool.js';

/** What people are asked with. */
export interface AskingParts {
  /** When they are asked for confirmation; `undefined` asks nobody. */
  readonly limits: ConfirmationLimits | undefined;
  /** The keys that sign what comes back; the first is the newest. */
  readonly stateKeys: () => readonly Uint8Array[];
  /** Whose call it is: a question that was put to another caller is not answered by this one. */
  readonly caller: string;
}

/** What a call is made with, besides what the model wrote. */
export interface CallSetting {
  readonly call: ToolCall;
  readonly person: Person;
  readonly asking: AskingParts;
  readonly waiting: Waiting;
  /** Hears of what went wrong. */
  readonly onProblem: (problem: ToolProblem, error: unknown) => void;
}

/** What came of a call: the tool's result, or what a person has to be asked before. */
export type CallOutcome =
  | { readonly result: CallToolResult; readonly question?: never }
  | { readonly question: Question; readonly result?: never };

/**
 * Calls a tool with what a model wrote. Whatever goes wrong with it is an answer, never a throw.
 *
 * @throws ProtocolError -32602 for a `requestState` that is forged, old, or of another call
 */
export async function callTool(
  tool: Tool,
  written: Readonly<Record<string, unknown>>,
  { call, person, asking, waiting, onProblem }: CallSetting,
): Promise<CallOutcome> {
  try {
    const input = readInput(tool, written);
    const seal = stateSeal(asking.stateKeys, [asking.caller, tool.name, input]);
    const asked = person.state === undefined ? undefined : await seal.open(person.state);
    const checked = { tool, input, call, person, asked, seal };
    return await withConsent(() => confirmAndRun(checked, asking.limits), checked, waiting);
  } catch (error) {
    if (error instanceof ProtocolError) throw error;
    const problem = problemOf(error);
    onProblem(problem, error);
    return { result: errorResult(problem) };
  }
}

async function confirmAndRun(
  checked: CheckedCall,
  limits: ConfirmationLimits | undefined,
): Promise<CallOutcome> {
  const { tool, input, call } = checked;
  const confirmation = await confirmationOf(checked, limits);
  if (confirmation.kind === 'FORM') return { question: confirmation };
  if (confirmation.kind !== 'GIVEN') return { result: notConfirmed(confirmation.kind) };
  const { etag, confirmedAs } = confirmation;
  // Nobody agreed to what somebody else has changed the event into since.
  const agreed = etag === undefined ? input : { etag, ...input };
  return { result: await run(tool, agreed, { ...call, confirmedAs }) };
}

async function run(
  tool: Tool,
  input: Record<string, unknown>,
  call: ToolCall,
): Promise<CallToolResult> {
  const { content, spoken, text = JSON.stringify(content) } = await tool.run(input, call);
  return {
    content: [
      { type: 'text', text: spoken },
      // For hosts that show a model the text alone.
      { type: 'text', text, annotations: { audience: ['assistant'] } },
    ],
    structuredContent: content,
  };
}

function notConfirmed(reason: 'DECLINED' | 'CANCELLED'): CallToolResult {
  const message = 'The person was asked and did not agree, so nothing was done.';
  return errorResult({ code: 'NOT_CONFIRMED', message, details: { reason } });
}
