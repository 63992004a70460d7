import type { Provider } from './provider.js';

/**
 * MCP servers for Google Calendar. `X-Google-MCP-Token` carries the gateway's own opaque token,
 * never an access token of Google's.
 */
export const googleCalendarMcp = {
  id: 'GOOGLE_CALENDAR_MCP',
  prefix: 'gc',
  header: 'X-Google-MCP-Token',
  displayName: 'Google Calendar MCP',
  description:
    'MCP servers for Google Calendar; their tokens travel in the `X-Google-MCP-Token` header.',
  defaultAgent: 'google-calendar-mcp',
  scopes: ['calendar.read', 'calendar.write', 'calendar.access_token'],
  // It hands Google's own access token out, which can do more than the gateway's fields.
  optInScopes: ['calendar.access_token'],
  defaultScopes: ['calendar.read', 'calendar.write'],
} as const satisfies Provider;
