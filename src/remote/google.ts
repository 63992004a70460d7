import {
  CommandAccountsDocument,
  CommandBindAccountDocument,
  CommandConnectAccountDocument,
  CommandDisconnectAccountDocument,
  CommandImportAccountDocument,
  CommandImportServiceAccountDocument,
  CommandUnbindAccountDocument,
} from '../generated/graphql.js';
import { read } from '../operator/arguments.js';
import { googleShapes } from '../operator/google-arguments.js';
import type { Ask } from './gateway.js';
import type { RemoteOperations } from './operation.js';

/** The operations about Google accounts. */
export function remoteGoogleOperations(ask: Ask): RemoteOperations {
  return {
    'google connect': async (args) => {
      const input = read(googleShapes.connect, args);
      return (await ask(CommandConnectAccountDocument, { input })).connectGoogleAccount;
    },
    'google list': async () => (await ask(CommandAccountsDocument, {})).googleConnections.nodes,
    'google import': async (args) => {
      const input = read(googleShapes.importRefreshToken, args);
      return (await ask(CommandImportAccountDocument, { input })).importGoogleConnection.connection;
    },
    'google import service account': async (args) => {
      const input = read(googleShapes.importServiceAccount, args);
      const { importGoogleServiceAccount } = await ask(CommandImportServiceAccountDocument, {
        input,
      });
      return importGoogleServiceAccount.connection;
    },
    'google disconnect': async (args) => {
      const input = read(googleShapes.named, args);
      return (await ask(CommandDisconnectAccountDocument, { input })).disconnectGoogleAccount;
    },
    'google bind': async (args) => {
      const input = read(googleShapes.bind, args);
      return (await ask(CommandBindAccountDocument, { input })).bindGoogleConnection.connection;
    },
    'google unbind': async (args) => {
      const input = read(googleShapes.bind, args);
      return (await ask(CommandUnbindAccountDocument, { input })).unbindGoogleConnection.connection;
    },
  };
}
