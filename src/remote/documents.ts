import { printDocument } from '../client/print-document.js';
import * as generated from '../generated/graphql.js';

/** Every document that commands send to a gateway elsewhere, to the letter. */
export const COMMAND_DOCUMENTS: readonly string[] = Object.entries(generated).flatMap(
  ([name, value]) => (/^Command.*Document$/.test(name) ? [printDocument(value)] : []),
);
