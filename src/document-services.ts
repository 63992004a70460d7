import { CURRENT_TOKEN, TOKEN_CHANGED } from './client/documents.js';
import { DocumentCheck, type CheckParts } from './graphql/document-check.js';
import { readManifests } from './graphql/document-manifest.js';
import { Documents } from './graphql/documents.js';
import { TrustedDocuments } from './graphql/trusted-documents.js';
import { TOOL_DOCUMENTS } from './mcp/documents.js';
import type { DocumentSettings } from './platform/document-settings.js';

/** What this package's own clients send to `/graphql`. */
const OWN_DOCUMENTS = [CURRENT_TOKEN, TOKEN_CHANGED, ...TOOL_DOCUMENTS];

/**
 * Registers the documents of the package's own clients and those of the settings.
 *
 * @returns the registered documents, and what checks the document of each request
 * @throws StartupError with exit code 78 where those of the settings cannot be used
 */
export function registerDocuments(
  { manifestPath, areRequired }: DocumentSettings,
  parts: CheckParts,
): { readonly documents: TrustedDocuments; readonly checkedDocuments: Documents } {
  const byId =
    manifestPath === undefined ? new Map<string, string>() : readManifests(manifestPath, parts);
  const { onLimit } = parts;
  const documents = new TrustedDocuments({ byId, texts: OWN_DOCUMENTS, areRequired, onLimit });
  const checkedDocuments = new Documents({
    check: new DocumentCheck(parts),
    isRegistered: (text) => documents.has(text),
  });
  return { documents, checkedDocuments };
}
