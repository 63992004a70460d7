import {
  completable,
  inputRequired,
  inputResponse,
  type McpServer,
} from '@modelcontextprotocol/server';
import { z } from 'zod';

import { embedded, PNG, text } from './samples.js';

const said = (content: ReturnType<typeof text> | ReturnType<typeof embedded>) => ({
  role: 'user' as const,
  content,
});

/** Adds the suite's prompts. */
export function addPrompts(mcp: McpServer): void {
  mcp.registerPrompt('test_simple_prompt', { description: 'Simple.' }, () => ({
    messages: [said(text('This is a simple prompt for testing.'))],
  }));
  const two = z.object({
    arg1: completable(z.string(), (start) =>
      ['paris', 'park'].filter((one) => one.startsWith(start)),
    ),
    arg2: z.string(),
  });
  mcp.registerPrompt(
    'test_prompt_with_arguments',
    { description: 'Has arguments.', argsSchema: two },
    ({ arg1, arg2 }) => ({
      messages: [said(text(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`))],
    }),
  );
  mcp.registerPrompt(
    'test_prompt_with_embedded_resource',
    { description: 'Has a resource.', argsSchema: z.object({ resourceUri: z.string() }) },
    ({ resourceUri }) => ({
      messages: [
        said(embedded(resourceUri, 'text/plain', 'Embedded resource content for testing.')),
        said(text('Please process the embedded resource above.')),
      ],
    }),
  );
  mcp.registerPrompt('test_prompt_with_image', { description: 'Has an image.' }, () => ({
    messages: [
      { role: 'user', content: { type: 'image', data: PNG, mimeType: 'image/png' } },
      said(text('Please analyze the image above.')),
    ],
  }));
  mcp.registerPrompt('test_input_required_result_prompt', { description: 'Asks.' }, (context) => {
    const view = inputResponse(context.mcpReq.inputResponses, 'user_context');
    if (view.kind === 'elicit') return { messages: [said(text('With its context.'))] };
    const requestedSchema = z.object({ context: z.string() });
    const message = 'What context should the prompt use?';
    const user_context = inputRequired.elicit({ message, requestedSchema });
    return inputRequired({ inputRequests: { user_context } });
  });
}
