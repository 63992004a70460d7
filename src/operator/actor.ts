import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';

import type { Actor } from '../platform/actor.js';

/** Whoever runs the command line: the operating system's user who may read the data. */
export function operatorActor(): Actor {
  return { kind: 'OPERATOR', name: userName(), address: null, requestId: randomUUID() };
}

function userName(): string | null {
  // A container's user may have no entry in the system's list of users.
  try {
    return userInfo().username;
  } catch {
    return null;
  }
}
