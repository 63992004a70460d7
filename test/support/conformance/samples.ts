/** A picture of one red pixel. */
export const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==';

/** A sound of no length. */
export const WAV = 'UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQAAAAA=';

/** A content block with that text. */
export function text(said: string) {
  return { type: 'text' as const, text: said };
}

/** A content block with a resource of that text. */
export function embedded(uri: string, mimeType: string, said: string) {
  return { type: 'resource' as const, resource: { uri, mimeType, text: said } };
}
