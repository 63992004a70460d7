/** What the gateway counts; none of it carries a name that callers choose. */
export interface Metrics {
  /** An operation was answered. */
  operation(rootFields: readonly string[], outcome: string, durationSeconds: number): void;
  /** A document or request was refused for a limit. */
  limit(name: string): void;
  /** LiveKit's token endpoint was asked. @param outcome - `OK`, or the code of the error */
  roomTokenRequest(outcome: string): void;
  /** A webhook of LiveKit's came. @param outcome - `OK`, or why it was refused */
  webhook(outcome: string): void;
  /** As many subscriptions more, or fewer, are open now. */
  openStreams(change: number): void;
}

/** As much of the metrics as whoever refuses something needs. */
export type LimitMetrics = Pick<Metrics, 'limit'>;
