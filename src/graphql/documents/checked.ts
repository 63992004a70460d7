import { getOperationAST, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';

import type { KnownVariables } from '../limits/cost.js';
import type { DocumentCheck } from './check.js';
import { dropTokens } from './lean.js';

/**
 * The bounds of what is remembered beside registered documents. A node takes about 250 bytes, and
 * the text up to two bytes a character, so it is 10 MB at most.
 */
const MAX_REMEMBERED_DOCUMENTS = 500;
const MAX_REMEMBERED_BYTES = 10_000_000;
const BYTES_PER_NODE = 250;
/** What a character takes at most. */
export const BYTES_PER_CHARACTER = 2;

/** A document that passed its check. */
export interface CheckedDocument {
  readonly text: string;
  readonly document: DocumentNode;
  /** About how much memory it takes. */
  readonly bytes: number;
}

/** Dependencies of {@link Documents}. */
export interface DocumentParts {
  readonly check: DocumentCheck;
  /** Whether a text is that of a registered document. */
  readonly isRegistered: (text: string) => boolean;
}

/**
 * Checks the documents of requests, and remembers some of them so that they are not parsed and
 * checked again: all that are registered, and within bounds what is passed to {@link remember}.
 */
export class Documents {
  readonly #parts: DocumentParts;
  readonly #registered = new Map<string, CheckedDocument>();
  readonly #remembered = new LRUCache<string, CheckedDocument>({
    max: MAX_REMEMBERED_DOCUMENTS,
    maxSize: MAX_REMEMBERED_BYTES,
    sizeCalculation: ({ bytes }) => bytes,
  });

  constructor(parts: DocumentParts) {
    this.#parts = parts;
  }

  /** @throws InvalidDocument where it cannot be run */
  checked(text: string): CheckedDocument {
    const known = this.#registered.get(text) ?? this.#remembered.get(text);
    if (known) return known;
    const document = this.#parts.check.check(text);
    const nodes = dropTokens(document);
    const bytes = nodes * BYTES_PER_NODE + text.length * BYTES_PER_CHARACTER;
    const checked = { text, document, bytes };
    if (this.#parts.isRegistered(text)) this.#registered.set(text, checked);
    return checked;
  }

  /**
   * The operation of a document that a request asks for; `undefined` where the document has none of
   * that name.
   *
   * @throws InvalidDocument where a variable is not of its type, or the operation costs too much
   *   with them
   */
  operationOf(
    { document }: CheckedDocument,
    operationName: string | null | undefined,
    variables: KnownVariables,
  ): OperationDefinitionNode | undefined {
    const operation = getOperationAST(document, operationName) ?? undefined;
    if (operation) this.#parts.check.checkRequest(document, operation, variables);
    return operation;
  }

  /**
   * Remembers a document for the next request with its text. For callers that were authenticated
   * and answered, and for the gateway's own documents: whoever is refused must not displace the
   * others.
   */
  remember(checked: CheckedDocument): void {
    if (!this.#registered.has(checked.text)) this.#remembered.set(checked.text, checked);
  }
}
