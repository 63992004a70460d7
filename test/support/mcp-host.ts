import type { Tool } from '@modelcontextprotocol/client';

/** What a call of a tool came to. */
export interface ToolResult {
  readonly isError: boolean;
  /** The sentence that can be said. */
  readonly spoken: string;
  /** The second text, for hosts that show a model nothing else: the fields, or lines of a list. */
  readonly written: unknown;
  readonly fields: Readonly<Record<string, unknown>>;
  /** What an error says to programs. */
  readonly problem: Readonly<Record<string, unknown>>;
}

/** What a call of a tool is made with, besides its input. */
export interface CallOptions {
  readonly signal?: AbortSignal;
  /** The token under which progress is told. */
  readonly progressToken?: string;
}

/** What a host asks its person in a server's name. */
export interface AskedPerson {
  readonly mode: 'form' | 'url';
  readonly message: string;
  /** The page to open. */
  readonly url: string | undefined;
}

/** The person at a host: what they say, once they have done what they were asked. */
export type AnswerOfPerson = (
  asked: AskedPerson,
) => Promise<'accept' | 'decline' | 'cancel'> | 'accept' | 'decline' | 'cancel';

/** What a host says that it can ask its person, where it has one. */
export const ELICITATION = { elicitation: { form: {}, url: {} } };

/** The answer of a host's person, in the protocol's form. */
export async function elicited(
  answer: AnswerOfPerson | undefined,
  params: { readonly mode?: string | undefined; readonly message: string; readonly url?: unknown },
) {
  const { mode, message, url } = params;
  const asked = {
    mode: mode === 'url' ? ('url' as const) : ('form' as const),
    message,
    url: typeof url === 'string' ? url : undefined,
  };
  const action = (await answer?.(asked)) ?? 'cancel';
  return { action, ...(action === 'accept' && asked.mode === 'form' && { content: {} }) };
}

/** An MCP host of an SDK's own make, that works for an agent. */
export interface McpHost {
  /** What the server says of itself. */
  readonly server: { readonly name: string | undefined; readonly instructions: string | undefined };
  /** The revision that both speak. */
  readonly revision: string | undefined;
  readonly call: (
    name: string,
    input?: Readonly<Record<string, unknown>>,
    options?: CallOptions,
  ) => Promise<ToolResult>;
  readonly tools: () => Promise<readonly Tool[]>;
  readonly toolNames: () => Promise<string[]>;
  readonly onToolsChanged: (listener: () => void) => void;
  readonly onProgress: (listener: (progress: number) => void) => void;
  /** The process of the server that it started. */
  readonly pid: number | null | undefined;
  readonly close: () => Promise<void>;
}

/** What a test looks at in the result of a call. */
export function resultOf(result: {
  readonly isError?: unknown;
  readonly content?: unknown;
  readonly structuredContent?: unknown;
  readonly _meta?: Readonly<Record<string, unknown>> | undefined;
}): ToolResult {
  const [spoken, written] = (result.content as { text: string }[]).map(({ text }) => text);
  return {
    isError: result.isError === true,
    spoken: spoken ?? '',
    written: readWritten(written ?? 'null'),
    fields: (result.structuredContent ?? {}) as Record<string, unknown>,
    problem: (result._meta?.['token-gateway/error'] ?? {}) as Record<string, unknown>,
  };
}

function readWritten(text: string): unknown {
  return /^[{[]|^null$/.test(text) ? JSON.parse(text) : text;
}
