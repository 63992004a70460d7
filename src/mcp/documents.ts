import { printDocument } from '../client/print-document.js';
import * as generated from '../generated/graphql.js';

/** Every document that tools send to a gateway, to the letter. */
export const TOOL_DOCUMENTS: readonly string[] = Object.entries(generated).flatMap(
  ([name, value]) => (/^Tool.*Document$/.test(name) ? [printDocument(value)] : []),
);
