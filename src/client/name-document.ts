import { printDocument } from './print-document.js';

/**
 * How a request names its document: by the id that a code generator made for a gateway with which
 * the document is registered, or by its text.
 */
export function nameDocument(document: unknown): { documentId: string } | { query: string } {
  const id = (document as { __meta__?: { hash?: string } } | null)?.__meta__?.hash;
  return id === undefined ? { query: printDocument(document) } : { documentId: id };
}
