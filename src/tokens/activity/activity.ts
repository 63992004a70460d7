/** What an agent's tokens and keys tell of it. */
export interface AgentActivity {
  /** When its current token expires; `null` where it has none that is valid. */
  readonly tokenExpiresAt: Date | null;
  /** When one of its tokens or keys was last accepted, to the minute; `null` before that. */
  readonly lastUsedAt: Date | null;
}
