import { randomBytes } from 'node:crypto';

import {
  CLIENT_CAPABILITIES_META_KEY,
  createRequestStateCodec,
  inputRequired,
  inputResponse,
  type ClientCapabilities,
  type InputRequiredResult,
  type McpServer,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { z } from 'zod';

import { text } from './samples.js';

/** Signs what a tool has the client keep for it. */
export const stateCodec = createRequestStateCodec<string>({ key: randomBytes(32) });

type Requests = NonNullable<InputRequiredResult['inputRequests']>;

/** A tool that asks, round after round, and then answers. */
interface AskingTool {
  readonly name: string;
  readonly rounds: readonly Requests[];
  /** Whether the client keeps something between the rounds. */
  readonly hasState?: true;
  readonly answer: string;
}

const elicit = (message: string, requestedSchema: z.ZodObject) =>
  inputRequired.elicit({ message, requestedSchema });
const sample = (question: string) =>
  inputRequired.createMessage({
    messages: [{ role: 'user', content: text(question) }],
    maxTokens: 100,
  });
const name = elicit('What is your name?', z.object({ name: z.string() }));
const confirm = { confirm: elicit('Please confirm', z.object({ ok: z.boolean() })) };

const TOOLS: readonly AskingTool[] = [
  { name: 'elicitation', rounds: [{ user_name: name }], answer: 'Hello!' },
  { name: 'sampling', rounds: [{ capital_question: sample('France?') }], answer: 'Paris' },
  { name: 'list_roots', rounds: [{ client_roots: inputRequired.listRoots() }], answer: 'Roots' },
  { name: 'request_state', rounds: [confirm], hasState: true, answer: 'state-ok' },
  { name: 'tampered_state', rounds: [confirm], hasState: true, answer: 'integrity-ok' },
  {
    name: 'multiple_inputs',
    rounds: [
      { user_name: name, greeting: sample('Greet'), client_roots: inputRequired.listRoots() },
    ],
    hasState: true,
    answer: 'All of them',
  },
  {
    name: 'multi_round',
    rounds: [
      { step1: name },
      { step2: elicit('What is your favorite color?', z.object({ color: z.string() })) },
    ],
    hasState: true,
    answer: 'Both of them',
  },
];

/** Adds the tools that ask the client for something, by an answer that it repeats its call with. */
export function addAskingTools(mcp: McpServer): void {
  for (const { name: topic, rounds, hasState, answer } of TOOLS) {
    const tool = `test_input_required_result_${topic}`;
    mcp.registerTool(tool, { description: `Asks: ${topic}` }, async (context) => {
      const { requestState, inputResponses } = context.mcpReq;
      const round = hasState ? Number(requestState<string>() ?? 0) : 0;
      const asked = rounds[round] ?? {};
      const isAnswered = (key: string): boolean =>
        inputResponse(inputResponses, key).kind !== 'missing';
      const next = Object.keys(asked).every(isAnswered) ? round + 1 : round;
      const inputRequests = rounds[next];
      if (!inputRequests) return { content: [text(answer)] };
      const kept = hasState && { requestState: await stateCodec.mint(String(next)) };
      return inputRequired({ inputRequests, ...kept });
    });
  }
  mcp.registerTool('test_input_required_result_capabilities', { description: 'Asks.' }, (context) =>
    inputRequired({ inputRequests: whatCanBeAsked(context) }),
  );
  mcp.registerTool('test_missing_capability', { description: 'Asks.' }, () =>
    inputRequired({ inputRequests: { sample: sample('Anything?') } }),
  );
  mcp.registerTool('test_streaming_elicitation', { description: 'Asks.' }, () =>
    inputRequired({ inputRequests: { user_name: name } }),
  );
}

/** Requests of the kinds that the client says it can answer. */
function whatCanBeAsked({ mcpReq }: ServerContext): Requests {
  const said = mcpReq.envelope as { [CLIENT_CAPABILITIES_META_KEY]?: ClientCapabilities };
  const can = said[CLIENT_CAPABILITIES_META_KEY];
  return {
    ...(can?.elicitation && { user_name: name }),
    ...(can?.sampling && { sample: sample('Anything?') }),
  };
}
