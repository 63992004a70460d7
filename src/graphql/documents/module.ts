import type { DocumentSettings } from '../../config/settings/documents.js';
import { DocumentCheck, type CheckParts } from './check.js';
import { Documents } from './checked.js';
import { readManifests } from './manifest.js';
import { TrustedDocuments } from './trusted.js';

/**
 * Registers the documents of the package's own clients and those of the settings.
 *
 * @param parts.ownDocuments - the texts of the former
 * @returns the registered documents, and what checks the document of each request
 * @throws StartupError with exit code 78 where those of the settings cannot be used
 */
export function registerDocuments(
  { manifestPath, areRequired }: DocumentSettings,
  parts: CheckParts & { readonly ownDocuments: readonly string[] },
): { readonly documents: TrustedDocuments; readonly checkedDocuments: Documents } {
  const byId =
    manifestPath === undefined ? new Map<string, string>() : readManifests(manifestPath, parts);
  const { ownDocuments, metrics } = parts;
  const documents = new TrustedDocuments({ byId, texts: ownDocuments, areRequired, metrics });
  const checkedDocuments = new Documents({
    check: new DocumentCheck(parts),
    isRegistered: (text) => documents.has(text),
  });
  return { documents, checkedDocuments };
}
