import type { GoogleBindingService } from '../google/bindings/binding.service.js';
import type { GoogleConnectionService } from '../google/connections/connection.service.js';
import type { GoogleImportService } from '../google/connections/import.service.js';
import { presentConnection } from '../google/connections/presenter.js';
import type { GoogleConsentService } from '../google/consent/consent.service.js';
import type { Clock } from '../platform/clock.js';
import { read } from './arguments.js';
import { googleShapes } from './google-arguments.js';
import type { Operations } from './operation.js';

/** The services that operations about Google accounts are made of. */
export interface GoogleOperationServices {
  readonly bindings: GoogleBindingService;
  readonly connections: GoogleConnectionService;
  readonly consents: GoogleConsentService;
  readonly imports: GoogleImportService;
}

const LIST_LIMIT = 200;

/** What the operator does about Google accounts. */
export function googleOperations(
  { connections, consents, imports }: GoogleOperationServices,
  clock: Clock,
): Operations {
  const shown = async ({ id }: { readonly id: string }) =>
    presentConnection(await connections.require('connection', id), clock.now());
  return {
    'google connect': async (args, actor) => {
      const { url, expiresAt } = await consents.begin(read(googleShapes.connect, args), actor);
      return { consentUrl: url, expiresAt };
    },
    'google list': async () => {
      const listed = await connections.list({}, { limit: LIST_LIMIT, after: undefined });
      return listed.map((connection) => presentConnection(connection, clock.now()));
    },
    'google import': async (args, actor) =>
      shown(await imports.importRefreshToken(read(googleShapes.importRefreshToken, args), actor)),
    'google import service account': async (args, actor) =>
      shown(
        await imports.importServiceAccount(read(googleShapes.importServiceAccount, args), actor),
      ),
    'google disconnect': async (args, actor) => {
      const ended = await connections.disconnect(read(googleShapes.named, args).connection, actor);
      return { ...ended, connection: presentConnection(ended.connection, clock.now()) };
    },
    'google bind': async (args, actor) => {
      const { connection, agents } = read(googleShapes.bind, args);
      return shown(await connections.bind(connection, agents, actor));
    },
    'google unbind': async (args, actor) => {
      const { connection, agents } = read(googleShapes.bind, args);
      return shown(await connections.unbind(connection, agents, actor));
    },
  };
}
