/**
 * Whether a name fits one of the patterns, in which `*` stands for any run of characters, an empty
 * one included, and every other character for itself.
 */
export function fitsSome(patterns: readonly string[], name: string): boolean {
  return patterns.some((pattern) => fitsPattern(pattern, name));
}

/**
 * Not a regular expression: it takes no more steps than the name and the pattern are long, whoever
 * chose them. Nor a glob of file names, in which `/`, `{` and `[` have meanings of their own.
 */
function fitsPattern(pattern: string, name: string): boolean {
  const [head = '', ...parts] = pattern.split('*');
  const tail = parts.pop();
  if (tail === undefined) return name === pattern;
  if (!name.startsWith(head)) return false;
  let at = head.length;
  for (const part of parts) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return name.length - tail.length >= at && name.endsWith(tail);
}
