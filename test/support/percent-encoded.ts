/** A text with each of its bytes percent-encoded, RFC 3986 section 2.1. */
export function percentEncoded(text: string): string {
  return [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
}
