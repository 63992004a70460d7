import { secretPrefix } from '../../src/platform/secrets/secret.js';

const SHAPE = /itg_[a-z]{2}_[0-9A-Za-z]{49}/g;
const CONTEXT_LENGTH = 80;

/**
 * Looks for secrets in a text: whatever has the form of the gateway's own with a checksum that
 * holds, and the given literals in the forms in which programs write them.
 *
 * @returns what stands before each, and what it is, without the secret
 */
export function findSecrets(text: string, literals: readonly string[]): string[] {
  const found: string[] = [];
  for (const { 0: candidate, index } of text.matchAll(SHAPE)) {
    const prefix = secretPrefix(candidate);
    if (prefix !== undefined) found.push(`${before(text, index)}[itg_${prefix}_ secret]`);
  }
  for (const form of new Set(literals.flatMap(formsOf))) {
    for (let index = text.indexOf(form); index >= 0; index = text.indexOf(form, index + 1)) {
      found.push(`${before(text, index)}[setting]`);
    }
  }
  return found;
}

function before(text: string, index: number): string {
  const context = text.slice(Math.max(0, index - CONTEXT_LENGTH), index);
  return context.replace(SHAPE, '[secret]').replace(/^[^]*\n/, '');
}

/** A literal as it stands in a text, in a JSON string and in a URL. */
export function formsOf(literal: string): string[] {
  return [literal, JSON.stringify(literal).slice(1, -1), encodeURIComponent(literal)];
}
