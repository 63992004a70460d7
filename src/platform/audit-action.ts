/** Everything that the audit log can say was done, and what that means. */
export const AUDIT_ACTION_DESCRIPTIONS = {
  TOKEN_ISSUED: 'A superuser or the operator made a new token.',
  TOKEN_RENEWED: 'The gateway issued the next token of an agent whose renewal is automatic.',
  TOKEN_ROTATED: 'A superuser or the operator replaced a token.',
  TOKEN_READ: 'Somebody was handed the secret of a token that they did not show.',
  TOKEN_REVOKED: 'A token was ended before its time.',
  TOKEN_LEAK_REPORTED: 'A token or key was ended because somebody reported that it had leaked.',
  AGENT_REGISTERED: 'An agent came into being.',
  AGENT_UPDATED: 'An agent was changed, disabled or enabled.',
  AGENT_KEY_CREATED: 'An agent got a key.',
  AGENT_KEY_REVOKED: "An agent's key was ended.",
  AGENT_SUBJECT_BOUND: 'A subject of the OIDC issuer was bound to an agent.',
  AGENT_SUBJECT_UNBOUND: 'A subject of the OIDC issuer was released from an agent.',
  SUPERUSER_CREATED: 'A superuser was made.',
  SUPERUSER_REVOKED: "A superuser's key was ended.",
  VERIFIER_CREATED: 'A verifier was made.',
  VERIFIER_REVOKED: "A verifier's key was ended.",
  CALENDAR_EVENT_CREATED: 'An event was made in a Google calendar.',
  CALENDAR_EVENT_UPDATED: 'An event of a Google calendar was changed.',
  CALENDAR_EVENT_DELETED: 'An event of a Google calendar was deleted.',
  CALENDAR_EVENT_ANSWERED: 'An invitation to an event of a Google calendar was answered.',
  ENCRYPTION_KEY_ROTATED: 'Tokens were encrypted anew under the first encryption key.',
  AUDIT_PRUNED: 'Events older than their retention were removed from the log.',
  ACCESS_REFUSED: 'Somebody with a credential was refused by a rule.',
} as const;

/** See {@link AUDIT_ACTION_DESCRIPTIONS}. */
export type AuditAction = keyof typeof AUDIT_ACTION_DESCRIPTIONS;
