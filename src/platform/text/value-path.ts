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

/** Returns a path, or of a long one the keys that fit, whole ones as well. */
export function shortPath(path: string): string {
  if (path.length <= LONGEST_PATH) return path;
  const end = path.lastIndexOf('.', LONGEST_PATH);
  return end > 0 ? `${path.slice(0, end)}.…` : '…';
}
