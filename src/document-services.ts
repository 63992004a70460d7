import type { GraphQLSchema } from 'graphql';

import { CURRENT_TOKEN, TOKEN_CHANGED } from './client/documents.js';
import { readManifests } from './graphql/document-manifest.js';
import type { OnLimit } from './graphql/limits.js';
import { TrustedDocuments } from './graphql/trusted-documents.js';
import { TOOL_DOCUMENTS } from './mcp/documents.js';
import type { DocumentSettings } from './platform/document-settings.js';

/** What this package's own clients send to `/graphql`. */
const OWN_DOCUMENTS = [CURRENT_TOKEN, TOKEN_CHANGED, ...TOOL_DOCUMENTS];

/**
 * Registers the documents of the package's own clients and those of the settings.
 *
 * @throws StartupError with exit code 78 where those of the settings cannot be used
 */
export function registerDocuments(
  { manifestPath, areRequired }: DocumentSettings,
  parts: {
    readonly schema: GraphQLSchema;
    readonly hidesSchema: boolean;
    readonly onLimit: OnLimit;
  },
): TrustedDocuments {
  const byId =
    manifestPath === undefined ? new Map<string, string>() : readManifests(manifestPath, parts);
  return new TrustedDocuments({ byId, texts: OWN_DOCUMENTS, areRequired, onLimit: parts.onLimit });
}
