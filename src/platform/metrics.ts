/** What the gateway counts; none of it carries a name that callers choose. */
export interface Metrics {
  /** An operation was answered. */
  operation(rootFields: readonly string[], outcome: string, durationSeconds: number): void;
  /** A document or request was refused for a limit. */
  limit(name: string): void;
  /** As many subscriptions more, or fewer, are open now. */
  openStreams(change: number): void;
}

/** As much of the metrics as whoever refuses something needs. */
export type LimitMetrics = Pick<Metrics, 'limit'>;
