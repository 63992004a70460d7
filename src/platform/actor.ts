/** Who did something, and from where: what the audit log says of it. */
export interface Actor {
  readonly kind:
    | 'SUPERUSER'
    | 'AGENT'
    | 'ENROLLED_AGENT'
    | 'DELEGATE'
    | 'VERIFIER'
    /** A user of an application, by its JWT. */
    | 'USER'
    | 'ANONYMOUS'
    | 'OPERATOR'
    | 'GATEWAY';
  readonly name: string | null;
  /** The client's address; null for what happens inside the gateway's own machine. */
  readonly address: string | null;
  readonly requestId: string | null;
  /** The access token by which a delegate acts: its event in the audit log says for whom. */
  readonly accessTokenId?: string;
}

/** The gateway itself, where nobody asked. */
export const gatewayActor: Actor = {
  kind: 'GATEWAY',
  name: null,
  address: null,
  requestId: null,
};

/** An actor in a few words, as `issuedBy` has it. */
export function describeActor(actor: Actor): string {
  const kind = actor.kind.toLowerCase().replaceAll('_', ' ');
  return actor.name === null ? kind : `${kind} ${actor.name}`;
}
