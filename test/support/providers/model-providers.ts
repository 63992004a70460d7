import Anthropic from '@anthropic-ai/sdk';
import { mcpTools } from '@anthropic-ai/sdk/helpers/beta/mcp';
import { transformJSONSchema } from '@anthropic-ai/sdk/lib/transform-json-schema';
import { GoogleGenAI, mcpToTool, type FunctionDeclaration } from '@google/genai';
import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import type { Tool } from '@modelcontextprotocol/sdk/types.js';
import OpenAI from 'openai';
import { toStrictJsonSchema } from 'openai/lib/transform';

import type { ModelServer } from './model-server.js';
import { isObject, type JsonSchema } from './schema-subset.js';

const KEY = 'key-of-nobody';
const MODEL = 'a-model';
const QUESTION = 'Please do it.';

/** A provider's own SDK, with a model behind it that calls one tool. */
export interface ModelProvider {
  readonly name: string;
  /** The schema of a tool's inputs after the SDK's conversion. */
  readonly convert: (model: ModelServer, tool: Tool) => Promise<JsonSchema>;
  /** What that conversion makes of a schema if it drops nothing. */
  readonly expected: (schema: JsonSchema) => JsonSchema;
  /** Has the model call a tool, and returns what the SDK tells it of the result. */
  readonly call: (
    model: ModelServer,
    client: Client,
    tool: Tool,
    input: JsonSchema,
  ) => Promise<unknown>;
}

const gemini: ModelProvider = {
  name: '@google/genai',
  convert: async (model, { name, description = '', inputSchema }) => {
    model.say(geminiSays({ text: 'Done.' }));
    // JSON Schema is what the SDK converts here, whatever its type says.
    const parameters: unknown = structuredClone(inputSchema);
    const declaration = { name, description, parameters } as FunctionDeclaration;
    await geminiClient(model).models.generateContent({
      model: MODEL,
      contents: QUESTION,
      config: { tools: [{ functionDeclarations: [declaration] }] },
    });
    return declarationsOf(model)[0]?.['parameters'] as JsonSchema;
  },
  expected: geminiSchema,
  call: async (model, client, { name, inputSchema, outputSchema }, args) => {
    const functionCall = { name, args };
    model.say(geminiSays({ functionCall }), geminiSays({ text: 'Done.' }));
    await geminiClient(model).models.generateContent({
      model: MODEL,
      contents: QUESTION,
      config: { tools: [mcpToTool(client)] },
    });
    const [first, second] = model.sent;
    const declared = declarationsOf(model).find((declaration) => declaration['name'] === name);
    const isWhole =
      JSON.stringify([declared?.['parametersJsonSchema'], declared?.['responseJsonSchema']]) ===
      JSON.stringify([inputSchema, outputSchema]);
    if (!first || !isWhole) throw new Error(`The schemas of ${name} were not sent as they are.`);
    return second?.body['contents'];
  },
};

const openai: ModelProvider = {
  name: 'openai, in strict mode',
  convert: (_model, { inputSchema }) =>
    Promise.resolve(toStrictJsonSchema(inputSchema) as unknown as JsonSchema),
  expected: (schema) =>
    eachObject(schema, (object) => ({
      ...object,
      required: Object.keys(object['properties'] as JsonSchema),
    })),
  call: async (model, client, { name, description = '', inputSchema }, args) => {
    const { url: baseURL } = model;
    const call = {
      id: 'call-1',
      type: 'function',
      function: { name, arguments: JSON.stringify(args) },
    };
    model.say(openaiSays({ tool_calls: [call] }), openaiSays({ content: 'Done.' }));
    const runner = new OpenAI({ apiKey: KEY, baseURL, maxRetries: 0 }).chat.completions.runTools({
      model: MODEL,
      messages: [{ role: 'user', content: QUESTION }],
      tools: [
        {
          type: 'function',
          function: {
            name,
            description,
            parameters: toStrictJsonSchema(inputSchema),
            strict: true,
            parse: (text: string) => JSON.parse(text) as Record<string, unknown>,
            function: async (input: Record<string, unknown>) =>
              JSON.stringify(await client.callTool({ name, arguments: input })),
          },
        },
      ],
    });
    await runner.finalContent();
    return model.sent[1]?.body['messages'];
  },
};

const anthropic: ModelProvider = {
  name: '@anthropic-ai/sdk',
  convert: (_model, { inputSchema }) => Promise.resolve(transformJSONSchema(inputSchema)),
  // Words to choose from are words without a type beside them.
  expected: (schema) =>
    eachSchema(schema, ({ type, ...rest }) => ('enum' in rest ? rest : { type, ...rest })),
  call: async (model, client, tool, input) => {
    const { url: baseURL } = model;
    const used = { type: 'tool_use', id: 'call-1', name: tool.name, input };
    model.say(
      anthropicSays('tool_use', used),
      anthropicSays('end_turn', { type: 'text', text: '.' }),
    );
    await new Anthropic({ apiKey: KEY, baseURL, maxRetries: 0 }).beta.messages.toolRunner({
      model: MODEL,
      max_tokens: 100,
      messages: [{ role: 'user', content: QUESTION }],
      tools: mcpTools([tool], client as Parameters<typeof mcpTools>[1]),
    });
    return model.sent[1]?.body['messages'];
  },
};

/** The SDKs that most hosts are made with. */
export const modelProviders: readonly ModelProvider[] = [gemini, openai, anthropic];

function geminiClient({ url: baseUrl }: ModelServer): GoogleGenAI {
  return new GoogleGenAI({ apiKey: KEY, httpOptions: { baseUrl } });
}

function declarationsOf({ sent }: ModelServer): readonly JsonSchema[] {
  const [tools] = (sent[0]?.body['tools'] ?? []) as { functionDeclarations: JsonSchema[] }[];
  return tools?.functionDeclarations ?? [];
}

function geminiSays(part: JsonSchema): JsonSchema {
  return { candidates: [{ content: { role: 'model', parts: [part] }, finishReason: 'STOP' }] };
}

function openaiSays(message: JsonSchema): JsonSchema {
  const finish_reason = 'tool_calls' in message ? 'tool_calls' : 'stop';
  const choice = {
    index: 0,
    finish_reason,
    message: { role: 'assistant', content: null, ...message },
  };
  return { id: 'c', object: 'chat.completion', created: 1, model: MODEL, choices: [choice] };
}

function anthropicSays(stop_reason: string, block: JsonSchema): JsonSchema {
  const usage = { input_tokens: 1, output_tokens: 1 };
  const head = { id: 'm', type: 'message', role: 'assistant', model: MODEL };
  return { ...head, content: [block], stop_reason, stop_sequence: null, usage };
}

/** Gemini's own schema has types in capitals, and words of its own for null and for an object. */
function geminiSchema(schema: JsonSchema): JsonSchema {
  const { type, anyOf, additionalProperties: _closed, items, properties, ...rest } = schema;
  if (Array.isArray(anyOf)) return { nullable: true, ...geminiSchema(anyOf[0] as JsonSchema) };
  return {
    ...rest,
    type: String(type).toUpperCase(),
    ...(isObject(items) && { items: geminiSchema(items) }),
    ...(isObject(properties) && { properties: mapValues(properties, geminiSchema) }),
  };
}

function eachObject(schema: JsonSchema, change: (object: JsonSchema) => JsonSchema): JsonSchema {
  return eachSchema(schema, (one) => (one['type'] === 'object' ? change(one) : one));
}

function eachSchema(schema: JsonSchema, change: (one: JsonSchema) => JsonSchema): JsonSchema {
  const inner = (one: JsonSchema): JsonSchema => eachSchema(one, change);
  const { anyOf, items, properties } = schema;
  return change({
    ...schema,
    ...(Array.isArray(anyOf) && { anyOf: (anyOf as JsonSchema[]).map(inner) }),
    ...(isObject(items) && { items: inner(items) }),
    ...(isObject(properties) && { properties: mapValues(properties, inner) }),
  });
}

function mapValues(
  object: JsonSchema,
  change: (value: JsonSchema) => JsonSchema,
): Record<string, JsonSchema> {
  const entries = Object.entries(object as Record<string, JsonSchema>);
  return Object.fromEntries(entries.map(([name, value]) => [name, change(value)]));
}
