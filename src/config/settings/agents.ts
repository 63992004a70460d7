import { z } from 'zod';

import { presentIn, problemsOf, unusableSettings, type Environment } from '../problems.js';
import { hasProtocol } from '../shapes.js';

/** Where an agent finds its gateway, and how it proves itself there. */
export interface AgentSettings {
  /** The gateway's address. */
  readonly url: string | undefined;
  /** The agent's name. */
  readonly agent: string | undefined;
  /** Its key (`itg_ag_…`), or a JWT that is bound to it; a secret. */
  readonly agentKey: string | undefined;
}

const settings = z.object({
  TOKEN_GATEWAY_URL: z
    .string()
    .refine((text) => hasProtocol(text, ['http:', 'https:']), 'must be an http or https URL')
    .optional(),
  TOKEN_GATEWAY_AGENT: z.string().optional(),
  TOKEN_GATEWAY_AGENT_KEY: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'must be printable characters without spaces')
    .optional(),
});

/**
 * Reads the settings of a program that is a gateway's client.
 *
 * @throws StartupError that names every wrong one
 */
export function readAgentSettings(env: Environment): AgentSettings {
  const { data, error } = settings.safeParse(presentIn(env));
  if (!data) throw unusableSettings(problemsOf(error));
  return {
    url: data.TOKEN_GATEWAY_URL,
    agent: data.TOKEN_GATEWAY_AGENT,
    agentKey: data.TOKEN_GATEWAY_AGENT_KEY,
  };
}
