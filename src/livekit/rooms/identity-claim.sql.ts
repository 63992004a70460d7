import { and, eq, gt, inArray, isNotNull, isNull, or, sql, type SQL } from 'drizzle-orm';

import type { Queries } from '../../db/database.js';
import { roomAdmissions } from '../../db/tables/rooms.js';
import { integrationTokens } from '../../db/tables/tokens.js';
import type { Entrant } from '../exclusions/exclusion.js';

/** Somebody for whom an identity is, in a room. */
export type IdentityClaim = Entrant & { readonly isGenerated: boolean };

/**
 * Who has a claim to the identities that some ask for: agents to those that the gateway made for
 * them, as long as their participant may be there; users to theirs, as long as they are known to be
 * there or their room token is good; and against users in the same way agents to any.
 */
export async function findIdentityClaims(
  queries: Queries,
  entrants: readonly Entrant[],
  now: Date,
): Promise<IdentityClaim[]> {
  const bound = entrants.filter((entrant) => entrant.agentId !== null || isUser(entrant));
  const users = bound.filter(isUser);
  // The first one as the partial index has it: an agent's plain identities can be many.
  const { isGenerated, userSubject, tokenId } = roomAdmissions;
  const isOwned = sql`(${isGenerated} or ${userSubject} is not null)`;
  const isClaimed = or(and(sql`${isGenerated}`, isNull(roomAdmissions.leftAt)), isPresent(now));
  const [owned, plain] = await Promise.all([
    bound.length === 0 ? [] : select(queries, bound, and(isOwned, isClaimed)),
    users.length === 0 ? [] : select(queries, users, and(isNotNull(tokenId), isPresent(now))),
  ]);
  return [...owned, ...plain];
}

/** Whether somebody else has a claim to the identity that one asks for. */
export function isClaimedByOther(claims: readonly IdentityClaim[], entrant: Entrant): boolean {
  return claims.some(
    (claim) =>
      claim.project === entrant.project &&
      claim.room === entrant.room &&
      claim.identity === entrant.identity &&
      // An agent may take what another one has, if that was no more than asked for.
      (isUser(entrant) || isUser(claim) || claim.isGenerated) &&
      (claim.agentId !== entrant.agentId ||
        claim.userIssuer !== entrant.userIssuer ||
        claim.userSubject !== entrant.userSubject),
  );
}

function isUser({ userSubject }: Entrant): boolean {
  return userSubject !== null;
}

function isPresent(now: Date): SQL | undefined {
  const { expiresAt, joinedAt, leftAt } = roomAdmissions;
  return or(gt(expiresAt, now), and(isNotNull(joinedAt), isNull(leftAt)));
}

function select(
  queries: Queries,
  entrants: readonly Entrant[],
  isMeant: SQL | undefined,
): Promise<IdentityClaim[]> {
  const { project, room, identity, userIssuer, userSubject, isGenerated } = roomAdmissions;
  const { agentId } = integrationTokens;
  const named = (part: 'room' | 'identity') => [...new Set(entrants.map((one) => one[part]))];
  return queries
    .selectDistinct({ project, room, identity, agentId, userIssuer, userSubject, isGenerated })
    .from(roomAdmissions)
    .leftJoin(integrationTokens, eq(integrationTokens.id, roomAdmissions.tokenId))
    .where(and(inArray(room, named('room')), inArray(identity, named('identity')), isMeant));
}
