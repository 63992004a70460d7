import { badUserInput } from '../../platform/errors.js';

/** An issuer's subject that stands for an agent. */
export interface AgentSubject {
  readonly id: string;
  readonly agentName: string;
  readonly issuer: string;
  readonly subject: string;
  readonly createdAt: Date;
}

const SUBJECT = /^[^\s\p{C}](?:[^\p{C}]{0,498}[^\s\p{C}])?$/u;

/**
 * Passes a text that can be a JWT's `sub`.
 *
 * @throws DomainError `BAD_USER_INPUT` naming `argument`
 */
export function checkSubject(argument: string, subject: string): string {
  if (!SUBJECT.test(subject)) {
    throw badUserInput(
      argument,
      'must be a JWT’s sub claim: 1 to 500 printable characters without a space at either end',
    );
  }
  return subject;
}
