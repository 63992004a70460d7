import { visit, type DocumentNode } from 'graphql';

import { badUserInput } from '../platform/errors.js';
import { findUnstorableText, problemOfText } from '../platform/text/plain-text.js';

/** Documents whose texts are good; parsed documents are kept, and come again and again. */
const good = new WeakSet<DocumentNode>();

/**
 * Checks every text of an operation, in its document and in its variables, before anything runs: of
 * fields of every type, and of variables that no field uses.
 *
 * @throws DomainError `BAD_USER_INPUT` naming the variable when a text has NUL characters or halves
 *   of surrogate pairs
 */
export function checkTexts(document: DocumentNode, variables: unknown): void {
  if (!good.has(document)) {
    visit(document, {
      StringValue: ({ value }) => {
        const problem = problemOfText(value);
        if (problem !== undefined) throw badUserInput('A text in the document', problem);
      },
    });
    good.add(document);
  }
  const found = findUnstorableText(variables);
  if (found) throw badUserInput(found.path === '' ? 'The variables' : found.path, found.problem);
}
