import { badUserInput } from '../platform/errors.js';
import { holdsSecret } from '../platform/redact.js';

/** Who issues an agent's next token: the gateway itself, or a superuser. */
export const RENEWALS = ['AUTOMATIC', 'MANUAL'] as const;

/** See {@link RENEWALS}. */
export type Renewal = (typeof RENEWALS)[number];

/** An agent: a program that carries tokens of one provider. */
export interface Agent {
  readonly id: string;
  readonly name: string;
  readonly provider: string;
  readonly renewal: Renewal;
  readonly ttlSeconds: number;
  readonly overlapSeconds: number;
  /** The most that a token of this agent can be allowed. */
  readonly scopes: readonly string[];
  readonly createdAt: Date;
  readonly disabledAt: Date | null;
}

const NAME = /^[A-Za-z0-9._-]{1,100}$/;

/**
 * Passes a name that agents and superusers can have.
 *
 * @throws DomainError `BAD_USER_INPUT` naming `argument`
 */
export function checkName(argument: string, name: string): string {
  if (!NAME.test(name)) {
    throw badUserInput(argument, 'must be 1 to 100 characters out of A-Z a-z 0-9 . _ -');
  }
  // A slip of the hand: names are stored and shown to everybody.
  if (holdsSecret(name)) throw badUserInput(argument, 'must be a name, not a token or a key');
  return name;
}
