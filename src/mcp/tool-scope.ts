/**
 * The scopes that tools need, and no others: what a client of `/mcp` is told to ask for. Each
 * stands in the registry of providers as well.
 */
export const TOOL_SCOPES = ['calendar.read', 'calendar.write', 'livekit.join'] as const;

/** A scope that a tool needs. */
export type ToolScope = (typeof TOOL_SCOPES)[number];
