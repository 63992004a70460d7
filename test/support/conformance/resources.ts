import { ResourceTemplate, type McpServer } from '@modelcontextprotocol/server';

import { PNG } from './samples.js';

/** Adds the suite's resources, and accepts subscriptions where the revision has them. */
export function addResources(mcp: McpServer): void {
  const plain = { description: 'A text.', mimeType: 'text/plain' };
  for (const [name, content] of [
    ['static-text', 'This is the content of the static text resource.'],
    ['watched-resource', 'Watched resource content'],
  ] as const) {
    const uri = `test://${name}`;
    mcp.registerResource(name, uri, plain, () => ({
      contents: [{ uri, mimeType: 'text/plain', text: content }],
    }));
  }
  const binary = { description: 'A picture.', mimeType: 'image/png' };
  const uri = 'test://static-binary';
  mcp.registerResource('static-binary', uri, binary, () => ({
    contents: [{ uri, mimeType: 'image/png', blob: PNG }],
  }));
  const template = new ResourceTemplate('test://template/{id}/data', { list: undefined });
  const json = { description: 'A template.', mimeType: 'application/json' };
  mcp.registerResource('template', template, json, ({ href }, { id }) => ({
    contents: [
      {
        uri: href,
        mimeType: 'application/json',
        text: JSON.stringify({ id, templateTest: true, data: `Data for ID: ${String(id)}` }),
      },
    ],
  }));
  for (const method of ['resources/subscribe', 'resources/unsubscribe'] as const) {
    mcp.server.setRequestHandler(method, () => ({}));
  }
}
