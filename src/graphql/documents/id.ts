import { createHash } from 'node:crypto';

/** What an id says that it is the hash of, by its form; ids of other forms say nothing. */
const HASHES = [
  { form: /^sha256:/, algorithm: 'sha256', prefix: 'sha256:' },
  { form: /^[0-9a-f]{64}$/, algorithm: 'sha256', prefix: '' },
  { form: /^[0-9a-f]{40}$/, algorithm: 'sha1', prefix: '' },
] as const;

/**
 * GraphQL over HTTP, "Document identifier syntax": a prefix that is an application's own, or none.
 */
const OTHER_ID = /^(?:x-[\w.~-]+:)?[\w.~-]+$/;

/** The id that each document has: GraphQL over HTTP, "SHA256 Hex Document Identifier". */
export function sha256Id(text: string): string {
  return `sha256:${digest('sha256', text)}`;
}

/**
 * What is wrong with a document's id, if anything: one that looks like a hash must be that of the
 * text, and a prefix must be one that GraphQL over HTTP leaves to applications.
 */
export function problemOfId(id: string, text: string): string | undefined {
  const hash = HASHES.find(({ form }) => form.test(id));
  if (hash) {
    const { algorithm, prefix } = hash;
    const right = prefix + digest(algorithm, text);
    return id === right ? undefined : `is not the ${algorithm} of its document, ${right}`;
  }
  if (OTHER_ID.test(id)) return undefined;
  return 'must be sha256:… , a hash without a prefix, x-…:… or made of letters, digits and -._~';
}

function digest(algorithm: string, text: string): string {
  return createHash(algorithm).update(text, 'utf8').digest('hex');
}
