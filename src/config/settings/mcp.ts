import { onOrOff, wholeNumber } from '../shapes.js';

/** When a person is asked before a tool of MCP acts, where their host can ask them. */
export interface ConfirmationSettings {
  /** More guests than this get no message without anybody being asked. */
  readonly guests: number;
}

/** The shapes of the settings about MCP, of the gateway and of `token-gateway mcp`. */
export const mcpShapes = {
  MCP_CONFIRMATION: onOrOff.default(true),
  MCP_CONFIRMATION_GUESTS: wholeNumber(0, 10_000).default(10),
};

/** What the settings say about confirmations; `undefined` where nobody is asked. */
export function confirmationOf(values: {
  readonly MCP_CONFIRMATION: boolean;
  readonly MCP_CONFIRMATION_GUESTS: number;
}): ConfirmationSettings | undefined {
  const { MCP_CONFIRMATION: isOn, MCP_CONFIRMATION_GUESTS: guests } = values;
  return isOn ? Object.freeze({ guests }) : undefined;
}
