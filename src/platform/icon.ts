const SHAPE =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">' +
  '<rect width="16" height="16" rx="4" fill="#0a58ca"/>' +
  '<path d="M5 13V7a3 3 0 0 1 6 0v6" fill="none" stroke="#fff" stroke-width="2"/></svg>';

/** A picture as a URL that needs no request. */
function pictureUrl(svg: string): string {
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

/** The gateway's picture, a gate: in tabs, and in MCP hosts. */
export const ICON_URL = pictureUrl(SHAPE);
