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
  GOOGLE_CONSENT_REQUESTED: 'A consent to use a Google account was asked for.',
  GOOGLE_ACCOUNT_CONNECTED: 'A Google account was connected, or connected anew.',
  GOOGLE_ACCOUNT_DISCONNECTED: 'A Google account was disconnected.',
  GOOGLE_ACCOUNT_REFUSED: 'Google refused to go on; the account needs a new consent.',
  GOOGLE_ACCESS_TOKEN_REFRESHED: 'The gateway fetched the next access token of a Google account.',
  GOOGLE_ACCESS_TOKEN_READ: "Somebody was handed Google's access token of an account.",
  GOOGLE_CONNECTION_BOUND: 'An agent was allowed to work with a Google account.',
  GOOGLE_CONNECTION_UNBOUND: 'An agent was forbidden to work with a Google account.',
  ENCRYPTION_KEY_ROTATED: 'Stored secrets were encrypted anew under the first encryption key.',
  AUDIT_PRUNED: 'Events older than their retention were removed from the log.',
  ACCESS_REFUSED: 'Somebody with a credential was refused by a rule.',
} as const;

/** See {@link AUDIT_ACTION_DESCRIPTIONS}. */
export type AuditAction = keyof typeof AUDIT_ACTION_DESCRIPTIONS;
