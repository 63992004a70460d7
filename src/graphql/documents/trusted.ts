import { badUserInput, DomainError } from '../../platform/errors.js';
import type { LimitMetrics } from '../../platform/metrics.js';
import { sha256Id } from './id.js';

/** What a request may say of its document, as it came. */
export interface DocumentChoice {
  readonly query?: unknown;
  readonly documentId?: unknown;
}

/** What {@link TrustedDocuments} is made of. */
export interface TrustedDocumentParts {
  /** The texts of documents by their further ids; each has its SHA-256 id besides. */
  readonly byId: ReadonlyMap<string, string>;
  /** The texts of documents that have no further id. */
  readonly texts: readonly string[];
  /** Whether only registered documents run. */
  readonly areRequired: boolean;
  readonly metrics: LimitMetrics;
}

/**
 * The documents that whoever runs the gateway has registered before its start. A request can name
 * one by its id in place of its text, and runs it as if it had sent the text: GraphQL over HTTP,
 * appendix "Persisted Documents". No request registers anything.
 */
export class TrustedDocuments {
  readonly #byId: ReadonlyMap<string, string>;
  readonly #texts: ReadonlySet<string>;
  readonly #areRequired: boolean;
  readonly #metrics: LimitMetrics;

  constructor({ byId, texts, areRequired, metrics }: TrustedDocumentParts) {
    this.#texts = new Set([...texts, ...byId.values()]);
    this.#byId = new Map([
      ...byId,
      ...[...this.#texts].map((text) => [sha256Id(text), text] as const),
    ]);
    this.#areRequired = areRequired;
    this.#metrics = metrics;
  }

  /** Whether a text is that of a registered document, by whatever id. */
  has(text: string): boolean {
    return this.#texts.has(text);
  }

  /**
   * The text of the document that a request asks for; `undefined` where it names none, which is for
   * its transport to refuse.
   *
   * @throws DomainError `BAD_USER_INPUT`, with reason `UNKNOWN_DOCUMENT` for an id that is not
   *   registered, and `ONLY_TRUSTED_DOCUMENTS` for a text that is not where only those run
   */
  textOf({ query, documentId }: DocumentChoice): string | undefined {
    if (documentId === undefined || documentId === null) return this.#admit(query);
    // WebSocket clients must send a text, and have an empty one beside an id.
    if (query !== undefined && query !== null && query !== '') {
      throw badUserInput('documentId', 'and query cannot both be sent. Send one of them.');
    }
    if (typeof documentId !== 'string') throw badUserInput('documentId', 'must be a string');
    return this.#byId.get(documentId) ?? this.#refuse(UNKNOWN);
  }

  #admit(query: unknown): string | undefined {
    if (typeof query !== 'string' || query === '') return undefined;
    return !this.#areRequired || this.#texts.has(query) ? query : this.#refuse(NOT_REGISTERED);
  }

  #refuse({ reason, message }: { reason: string; message: string }): never {
    this.#metrics.limit('documents');
    throw new DomainError('BAD_USER_INPUT', message, { reason });
  }
}

const UNKNOWN = {
  reason: 'UNKNOWN_DOCUMENT',
  message:
    'No document is registered under this documentId. Whoever runs the gateway registers documents ' +
    'by TRUSTED_DOCUMENTS and a restart.',
};
const NOT_REGISTERED = {
  reason: 'ONLY_TRUSTED_DOCUMENTS',
  message:
    'This gateway runs registered documents alone, and this is none of them. Send the documentId or ' +
    'the exact text of one; whoever runs the gateway registers documents by TRUSTED_DOCUMENTS.',
};
