import { isPercentEncoded } from '../../config/shapes.js';

/** RFC 7617 section 2: the scheme in any case, one or more spaces, and base64. */
const BASIC = /^Basic +([A-Za-z0-9+/]+={0,2})$/i;

/** The two halves of `Authorization: Basic`; `undefined` for one that cannot be read. */
export interface BasicPair {
  readonly name: string | undefined;
  readonly password: string | undefined;
}

/**
 * Reads `Authorization: Basic` as OAuth clients write it: RFC 6749 section 2.3.1. Name and password
 * are form-encoded before they are joined, so that the first colon is the one between them.
 *
 * @returns `undefined` for a value of another scheme or form
 */
export function readBasicPair(value: string): BasicPair | undefined {
  const [, base64] = BASIC.exec(value) ?? [];
  const pair = base64 === undefined ? undefined : utf8(Buffer.from(base64, 'base64'));
  const colon = pair?.indexOf(':') ?? -1;
  if (pair === undefined || colon === -1) return undefined;
  return { name: formDecoded(pair.slice(0, colon)), password: formDecoded(pair.slice(colon + 1)) };
}

function utf8(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** RFC 6749 appendix B: a plus sign is a space, and `%2B` a plus sign. */
function formDecoded(text: string): string | undefined {
  const encoded = text.replaceAll('+', ' ');
  return isPercentEncoded(encoded) ? decodeURIComponent(encoded) : undefined;
}
