const SECRET_START = 'itg_';
const SECRET_PATTERN = /itg_([a-z]{2})_[0-9A-Za-z]{12,}/g;

/** A JWT, or the beginning of one: the base64url of `{"`, and whatever parts follow. */
const JWT_START = 'eyJ';
const JWT_PATTERN = /eyJ[\w-]{8,}(?:\.[\w-]*)*/g;

/** Google's access tokens, refresh tokens and client secrets. */
const GOOGLE_START = /ya29\.|1\/\/0|GOCSPX-/;
const GOOGLE_PATTERN = /(ya29\.|1\/\/0|GOCSPX-)[\w.-]{8,}/g;

/** Text in, the same text without secrets out. */
export type Redact = (text: string) => string;

/**
 * Makes a {@link Redact} that blanks everything shaped like one of the gateway's secrets, like a
 * JWT or like a secret of Google's, and the given literal secrets, whose shape is the operator's
 * choice.
 *
 * Every log line and every error message passes through one, so that a secret is kept out by
 * construction and not by each caller's care.
 */
export function createRedact(literals: readonly string[] = []): Redact {
  const known = literals.filter((literal) => literal.length >= 8).flatMap(spellings);
  return (text) => {
    let redacted = text;
    // Nearly every line is free of secrets, and `includes` finds that out fastest.
    if (text.includes(SECRET_START)) {
      redacted = text.replace(SECRET_PATTERN, 'itg_$1_[redacted]');
    }
    if (redacted.includes(JWT_START)) redacted = redacted.replace(JWT_PATTERN, 'eyJ[redacted]');
    if (GOOGLE_START.test(redacted)) redacted = redacted.replace(GOOGLE_PATTERN, '$1[redacted]');
    for (const literal of known) {
      if (redacted.includes(literal)) redacted = redacted.replaceAll(literal, '[redacted]');
    }
    return redacted;
  };
}

/**
 * A literal as it is written in a text, in a JSON string, in a JSON string that quotes another one
 * (an error message in a log line), in a URL, and in base64 together with other text. The longest
 * first: the plain one may be a part of it.
 */
function spellings(literal: string): string[] {
  const quoted = JSON.stringify(literal).slice(1, -1);
  const twice = JSON.stringify(quoted).slice(1, -1);
  const inUrl = encodeURIComponent(literal);
  return [...new Set([twice, quoted, inUrl, literal, ...base64Spellings(literal)])];
}

/**
 * A literal as it is written inside longer base64: three ways, by where its first byte is within
 * three, each without the characters that depend on what is next to it; in both alphabets.
 */
function base64Spellings(literal: string): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(literal)]);
    const own = [Math.ceil((offset * 8) / 6), Math.floor((bytes.length * 8) / 6)] as const;
    return [bytes.toString('base64').slice(...own), bytes.toString('base64url').slice(...own)];
  });
}
