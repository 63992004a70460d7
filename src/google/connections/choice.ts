import { DomainError } from '../../platform/errors.js';
import type { ConnectionState } from './connection.js';

/** A connection that has the address or the identity of an account that is being connected. */
export interface RelatedConnection {
  readonly id: string;
  readonly account: string;
  readonly state: ConnectionState;
  /** Whether it has the account's address, in whatever case. */
  readonly hasAddress: boolean;
  /** Whether its issuer and subject are the account's; an older row may lack the issuer. */
  readonly hasIdentity: boolean;
  /** Whether its subject is known. Service accounts and some older rows have none. */
  readonly hasSubject: boolean;
}

/** The row that a new grant is written to, and the rows that are in its way. */
export interface ConnectionChoice {
  /** `undefined` means a new row. */
  readonly row: RelatedConnection | undefined;
  /** Disconnected rows whose address or identity the chosen row takes over. */
  readonly obsolete: readonly RelatedConnection[];
}

/**
 * Chooses the connection that a new grant renews. That is the one of the same issuer and subject;
 * without one, the one with the same address if its subject is not known; without either, one that
 * was disconnected.
 *
 * @param account - the address of the account
 * @throws DomainError `CONFLICT`, reason `ADDRESS_TAKEN`, when another account's connection has the
 *   address and was not disconnected
 */
export function chooseConnection(
  account: string,
  related: readonly RelatedConnection[],
): ConnectionChoice {
  const connected = related.filter(({ state }) => state !== 'REVOKED');
  const disconnected = related.filter(({ state }) => state === 'REVOKED');
  const own =
    connected.find(({ hasIdentity, hasAddress }) => hasIdentity && hasAddress) ??
    connected.find(({ hasIdentity }) => hasIdentity);
  const others = connected.filter((row) => row !== own && row.hasAddress);
  const [other] = others;
  const isAdoptable = !own && others.length === 1 && other?.hasSubject === false;
  if (other && !isAdoptable) throw addressTaken(account);
  const row =
    own ?? other ?? disconnected.find(({ hasIdentity }) => hasIdentity) ?? disconnected[0];
  return { row, obsolete: disconnected.filter((one) => one !== row) };
}

function addressTaken(account: string): DomainError {
  return new DomainError(
    'CONFLICT',
    `Another connection here has the address ${account} and belongs to a different Google account, ` +
      'so nothing was connected. A superuser ends that connection with disconnectGoogleAccount; ' +
      'then connect the account again.',
    { reason: 'ADDRESS_TAKEN' },
  );
}
