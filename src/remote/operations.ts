import { CommandStatusDocument } from '../generated/graphql.js';
import type { RunOperation } from '../operator/operations.js';
import { badUserInput } from '../platform/errors.js';
import { remoteAgentOperations } from './agents.js';
import type { Ask } from './gateway.js';
import { remoteGoogleOperations } from './google.js';
import type { RemoteOperations } from './operation.js';
import { remoteTokenOperations } from './tokens.js';

/**
 * What GraphQL has no field for: who governs the gateway, its encryption keys, and the audit log
 * as it is stored. They need the right of whoever can read the data folder or the database.
 */
export const LOCAL_OPERATIONS: ReadonlySet<string> = new Set([
  ...['superuser', 'verifier'].flatMap((noun) =>
    ['create', 'list', 'revoke'].map((verb) => `${noun} ${verb}`),
  ),
  'token report leak',
  'keys list',
  'keys generate',
  'keys rotate due',
  'keys rotate batch',
  'keys rotate end',
  'audit heads',
  'audit verify',
  'audit prune',
  'audit export page',
]);

/**
 * What a gateway elsewhere does for the command line.
 *
 * @internal
 */
export function remoteOperations(ask: Ask): RemoteOperations {
  return {
    ...remoteAgentOperations(ask),
    ...remoteTokenOperations(ask),
    ...remoteGoogleOperations(ask),
    status: async () => (await ask(CommandStatusDocument, {})).gatewayStatus,
  };
}

/** Runs operations on a gateway elsewhere, on the same arguments and with the same results. */
export function runRemotely(ask: Ask): RunOperation {
  const operations = remoteOperations(ask);
  return async (name, args) => {
    const operation = operations[name];
    if (!operation) throw badUserInput('operation', 'is not one that a gateway elsewhere does');
    return operation(args);
  };
}
