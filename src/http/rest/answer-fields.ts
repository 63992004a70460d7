/** The fields of an answer by the names of the older service, and what the schema calls them. */
export type AnswerFields = Readonly<Record<string, string>>;

/** The fields of a `CurrentToken`. */
export const CURRENT_TOKEN_FIELDS = {
  agent_name: 'agentName',
  token: 'token',
  expires_at: 'expiresAt',
  valid: 'valid',
  message: 'message',
} as const satisfies AnswerFields;

/** The fields of an `IntegrationToken`. */
export const TOKEN_FIELDS = {
  id: 'id',
  agent_name: 'agentName',
  hint: 'hint',
  status: 'status',
  scopes: 'scopes',
  created_at: 'issuedAt',
  created_by: 'issuedBy',
  expires_at: 'expiresAt',
  last_used_at: 'lastUsedAt',
  revoked_at: 'revokedAt',
  revoked_reason: 'revokedReason',
  note: 'note',
} as const satisfies AnswerFields;

/** The fields of a `Calendar`; `summary` is Google's word for its name. */
export const CALENDAR_FIELDS = {
  id: 'id',
  name: 'name',
  summary: 'name',
  description: 'description',
  time_zone: 'timeZone',
  access_role: 'role',
  primary: 'primary',
  selected: 'selected',
  background_color: 'backgroundColor',
  account: 'account',
} as const satisfies AnswerFields;

/** Selects these fields in a document, under the older names. */
export function selectionOf(fields: AnswerFields): string {
  return Object.entries(fields)
    .map(([name, field]) => (name === field ? field : `${name}: ${field}`))
    .join(' ');
}
