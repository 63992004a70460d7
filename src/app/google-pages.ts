import { lackingScopes } from '../google/connections/connection.js';
import type { GoogleServices } from '../google/module.js';
import type { GoogleRouteParts } from '../http/pages/google-routes.js';

/** What the pages about Google accounts do. */
export function googlePages({ consents }: GoogleServices): GoogleRouteParts['google'] {
  return {
    consentOrigin: consents.origin,
    begin: (target, actor) => consents.beginFor(target, actor),
    finish: async (parameters, browser) => {
      const connection = await consents.finish(parameters, browser);
      return { account: connection.account, missingScopes: lackingScopes(connection) };
    },
  };
}
