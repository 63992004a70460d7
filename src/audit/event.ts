/** An event of the audit log as it is read. */
export interface AuditEventRecord {
  readonly id: string;
  readonly at: Date;
  readonly action: string;
  readonly actorKind: string;
  readonly actorName: string | null;
  readonly agentName: string | null;
  readonly tokenId: string | null;
  readonly address: string | null;
  readonly requestId: string | null;
  /** A JSON object. */
  readonly details: string;
}
