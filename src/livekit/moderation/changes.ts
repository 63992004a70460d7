import { badUserInput } from '../../platform/errors.js';
import type { ParticipantRight, RoomPolicy, TrackSource } from '../../providers/room-policy.js';
import { checkAttributes, checkMetadata, checkRoomName } from '../limits.js';
import { checkAttributesAllowed, outsidePolicy } from '../policies/allowed.js';
import type { ParticipantPermissions } from '../rooms/room.js';

/** What a participant's rights become; what is left out stays. */
export type GrantChanges = Partial<Readonly<Record<ParticipantRight, boolean>>> & {
  readonly publishSources?: readonly TrackSource[] | undefined;
  readonly hidden?: boolean | undefined;
};

/** What becomes of a participant; what is left out stays. */
export interface ParticipantChanges {
  readonly name?: string | undefined;
  readonly metadata?: string | undefined;
  /** An empty value deletes the attribute. */
  readonly attributes?: Readonly<Record<string, string>> | undefined;
  readonly grants?: GrantChanges | undefined;
}

/**
 * Checks the changes of a participant, but for its rights.
 *
 * @param policy - what binds the caller; `undefined` for a superuser
 * @throws DomainError `BAD_USER_INPUT`, or `FORBIDDEN` with the reason `OUTSIDE_POLICY`
 */
export function checkChanges(changes: ParticipantChanges, policy: RoomPolicy | undefined): void {
  const { name, metadata, attributes, grants } = changes;
  if ([name, metadata, attributes, grants].every((change) => change === undefined)) {
    throw badUserInput('name', 'is missing, and so are metadata, attributes and grants');
  }
  if (name !== undefined) checkRoomName('name', name);
  if (metadata === '') {
    throw badUserInput('metadata', 'must not be empty: LiveKit takes that for no change');
  }
  if (metadata !== undefined) checkMetadata('metadata', metadata);
  if (!attributes) return;
  checkAttributes('attributes', attributes);
  if (policy) checkAttributesAllowed(policy, 'attributes', attributes);
}

/**
 * Returns the rights that a participant has after a change.
 *
 * @param before - `null` if the server did not tell them
 * @param policy - what binds the caller; `undefined` for a superuser
 * @throws DomainError `FORBIDDEN` with the reason `OUTSIDE_POLICY`, if the change gives more than
 *   the policy allows
 */
export function changeGrants(
  before: ParticipantPermissions | null,
  grants: GrantChanges,
  policy: RoomPolicy | undefined,
): ParticipantPermissions {
  const said = Object.entries(grants).filter(([, value]) => value !== undefined);
  const after: ParticipantPermissions = { ...(before ?? NONE), ...Object.fromEntries(said) };
  const { publishSources: sources } = after;
  // To LiveKit an empty list of sources means all of them.
  const canPublish = after.canPublish && sources?.length !== 0;
  const changed = { ...after, canPublish, publishSources: canPublish ? sources : null };
  if (policy) checkGrantsAllowed(grants, changed, policy);
  return changed;
}

const NONE: ParticipantPermissions = {
  canPublish: false,
  canSubscribe: false,
  canPublishData: false,
  canUpdateOwnMetadata: false,
  publishSources: null,
  hidden: false,
};

function checkGrantsAllowed(
  grants: GrantChanges,
  { canPublish, publishSources }: ParticipantPermissions,
  policy: RoomPolicy,
): void {
  const { publishSources: wanted, hidden: _, ...rights } = grants;
  for (const [right, isWanted] of Object.entries(rights)) {
    if (isWanted && !policy[right as ParticipantRight]) {
      throw outsidePolicy(`grants.${right}`, 'is not open to this agent');
    }
  }
  const concernsSources = wanted !== undefined || rights.canPublish === true;
  const most = policy.publishSources;
  if (!concernsSources || !canPublish || !most) return;
  if (!publishSources?.every((source) => most.includes(source))) {
    throw outsidePolicy('grants.publishSources', 'must be sources that this agent may publish');
  }
}
