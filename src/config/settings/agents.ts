import { z } from 'zod';

import { checkEach } from '../check-each.js';
import type { Environment } from '../given.js';
import { hasProtocol, secret } from '../shapes.js';
import { confirmationOf, mcpShapes, type ConfirmationSettings } from './mcp.js';

/** Where an agent finds its gateway, and how it proves itself there. */
export interface AgentSettings {
  /** The gateway's address. */
  readonly url: string | undefined;
  /** The agent's name. */
  readonly agent: string | undefined;
  /** Its key (`itg_ag_…`), or a JWT that is bound to it; a secret. */
  readonly agentKey: string | undefined;
  /** Whether its host asks the person before calls that reach far. */
  readonly confirmation: ConfirmationSettings | undefined;
}

const settings = z.object({
  TOKEN_GATEWAY_URL: z
    .string()
    .refine((text) => hasProtocol(text, ['http:', 'https:']), 'must be an http or https URL')
    .optional(),
  TOKEN_GATEWAY_AGENT: z.string().optional(),
  TOKEN_GATEWAY_AGENT_KEY: secret(
    z.string().regex(/^[\x21-\x7e]+$/, 'must be printable characters without spaces'),
  ),
  ...mcpShapes,
});

/**
 * Reads the settings of a program that is a gateway's client.
 *
 * @throws StartupError that names every wrong one
 */
export function readAgentSettings(env: Environment): AgentSettings {
  const { values, problems } = checkEach(settings, env);
  if (!values || !problems.isEmpty) throw problems.toError();
  return {
    url: values.TOKEN_GATEWAY_URL,
    agent: values.TOKEN_GATEWAY_AGENT,
    agentKey: values.TOKEN_GATEWAY_AGENT_KEY,
    confirmation: confirmationOf(values),
  };
}
