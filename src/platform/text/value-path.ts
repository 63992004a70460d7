/** Beyond a few hundred characters a path helps nobody, and it would grow with each level. */
const LONGEST_PATH = 200;

/**
 * Returns the path of what is under a key, keys joined by dots. A key that no longer fits is left
 * out as a whole, so that no part of a secret escapes redaction.
 */
export function pathTo(path: string, key: string): string {
  if (path.length + key.length > LONGEST_PATH) return path;
  return path === '' ? key : `${path}.${key}`;
}
