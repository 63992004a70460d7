import { countOf } from '../../platform/text/count-of.js';
import { found, foundEach, type Finding } from '../finding.js';

/** An agent whose next token somebody has to issue, and when its present one ends. */
export interface WaitingAgent {
  readonly name: string;
  readonly provider: string;
  /** `null` where it has no valid token. */
  readonly expiresAt: Date | null;
}

/** How many agents there are. */
export interface AgentCounts {
  readonly enabled: number;
  readonly disabled: number;
}

/** Agents whose renewal is manual, and that have no token or will have none soon. */
export function agentFindings(
  { enabled, disabled }: AgentCounts,
  waiting: readonly WaitingAgent[],
): Finding[] {
  const without = waiting.filter(({ expiresAt }) => expiresAt === null);
  const soon = waiting.filter(({ expiresAt }) => expiresAt !== null);
  const off = disabled === 0 ? '' : `, ${String(disabled)} disabled`;
  return [
    found('AGENTS', `${countOf(enabled, 'agent')} enabled${off}.`),
    ...foundEach(
      without,
      ({ name }) =>
        found('AGENT_WITHOUT_TOKEN', `The agent ${name} has no valid token.`, {
          subject: name,
          action: `Issue one: token-gateway token generate ${name}`,
        }),
      (count) => `${String(count)} further agents have no valid token.`,
    ),
    ...foundEach(
      soon,
      ({ name, expiresAt }) =>
        found(
          'AGENT_TOKEN_EXPIRES_SOON',
          `The token of ${name} expires at ${expiresAt?.toISOString() ?? 'no time'}.`,
          { subject: name, action: `Replace it: token-gateway token rotate ${name}` },
        ),
      (count) => `${String(count)} further tokens will expire soon.`,
    ),
  ];
}
