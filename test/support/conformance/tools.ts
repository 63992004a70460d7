import { fromJsonSchema, type McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';

import { embedded, PNG, text, WAV } from './samples.js';

const image = { type: 'image' as const, data: PNG, mimeType: 'image/png' };
const audio = { type: 'audio' as const, data: WAV, mimeType: 'audio/wav' };

/** What the suite's tools answer that only answer. */
const ANSWERS = {
  test_simple_text: [text('This is a simple text response for testing.')],
  test_image_content: [image],
  test_audio_content: [audio],
  test_embedded_resource: [
    embedded('test://embedded-resource', 'text/plain', 'This is an embedded resource content.'),
  ],
  test_multiple_content_types: [
    text('Multiple content types test:'),
    image,
    embedded('test://mixed-content-resource', 'application/json', '{"test":"data","value":123}'),
  ],
};

/** Every kind of keyword that a list of tools must pass on. */
const SCHEMA_2020_12 = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  $defs: {
    address: {
      $anchor: 'addressDef',
      type: 'object',
      properties: { street: { type: 'string' }, city: { type: 'string' } },
    },
  },
  properties: {
    name: { type: 'string' },
    address: { $ref: '#/$defs/address' },
    contactMethod: { type: 'string', enum: ['phone', 'email'] },
    phone: { type: 'string' },
    email: { type: 'string' },
  },
  allOf: [{ anyOf: [{ required: ['phone'] }, { required: ['email'] }] }],
  if: { properties: { contactMethod: { const: 'phone' } }, required: ['contactMethod'] },
  then: { required: ['phone'] },
  else: { required: ['email'] },
  additionalProperties: false,
};

/** A tool whose input a proxy can read from a header. */
const HEADER_SCHEMA = {
  type: 'object',
  properties: { region: { type: 'string', 'x-mcp-header': 'Region' } },
};

/** Adds the tools that need nothing of the client. */
export function addTools(mcp: McpServer, changeTools: () => Promise<void>): void {
  for (const [name, content] of Object.entries(ANSWERS)) {
    mcp.registerTool(name, { description: name }, () => ({ content }));
  }
  mcp.registerTool('test_error_handling', { description: 'Fails.' }, () => {
    throw new Error('This tool intentionally returns an error for testing');
  });
  mcp.registerTool('test_tool_with_progress', { description: 'Tells.' }, async ({ mcpReq }) => {
    const progressToken = mcpReq._meta?.progressToken;
    if (progressToken === undefined) return { content: [text('Nobody wants to hear of it.')] };
    for (const progress of [0, 50, 100]) {
      const params = { progressToken, progress, total: 100 };
      await mcpReq.notify({ method: 'notifications/progress', params });
    }
    return { content: [text('done')] };
  });
  for (const name of ['test_tool_with_logging', 'test_logging_tool']) {
    mcp.registerTool(name, { description: 'Logs.' }, async ({ mcpReq }) => {
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- the suite still tests it
      await mcpReq.log('info', 'Tool execution started');
      return { content: [text('done')] };
    });
  }
  const schema = { description: 'Has a schema.', inputSchema: fromJsonSchema(SCHEMA_2020_12) };
  mcp.registerTool('json_schema_2020_12_tool', schema, () => ({ content: [text('done')] }));
  const header = { description: 'Has a header.', inputSchema: fromJsonSchema(HEADER_SCHEMA) };
  mcp.registerTool('test_custom_header', header, () => ({ content: [text('done')] }));
  const trigger = { description: 'Changes the tools.', inputSchema: z.object({}) };
  mcp.registerTool('test_trigger_tool_change', trigger, async () => {
    await changeTools();
    return { content: [text('done')] };
  });
}
