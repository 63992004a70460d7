import { randomUUID } from 'node:crypto';

import { isInitializeRequest } from '@modelcontextprotocol/server';

/** What the ids of clients begin with that offer their people links. */
const OPENS_LINKS = 'links.';

/**
 * The session id for a client that says in its handshake that it offers links, as revision
 * 2025-11-25 has it. The client repeats it with each message, so that it says there what it can:
 * nothing is kept here, and any replica understands it.
 *
 * @returns `undefined` where there is nothing to remember
 */
export function sessionIdFor(message: unknown): string | undefined {
  if (!isInitializeRequest(message)) return undefined;
  const { elicitation } = message.params.capabilities;
  return elicitation?.url === undefined ? undefined : `${OPENS_LINKS}${randomUUID()}`;
}

/** Whether the client that shows this id offers links. */
export function opensLinks(sessionId: string | undefined): boolean {
  return sessionId?.startsWith(OPENS_LINKS) ?? false;
}
