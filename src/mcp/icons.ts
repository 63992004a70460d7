import type { Icon } from '@modelcontextprotocol/server';

import { ICON_URL, pictureUrl } from '../platform/icon.js';

/** The gateway's own icon. */
export const GATEWAY_ICON = iconAt(ICON_URL);

/** The icon of tools that work with calendars: a sheet of one. */
export const CALENDAR_ICON = drawn('M2 3h12v11H2zM2 6h12M5 1v3M11 1v3');

/** The icon of tools that tell the time: a clock. */
export const CLOCK_ICON = drawn('M8 1a7 7 0 1 0 .1 0zM8 4v4l3 2');

/** The icon of tools that lead into rooms: a camera. */
export const ROOM_ICON = drawn('M1 4h9v8H1zM10 7l5-3v8l-5-3');

/** Lines in a blue that shows on light and on dark, in a square of 16. */
function drawn(lines: string): Icon {
  return iconAt(
    pictureUrl(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">' +
        `<path d="${lines}" fill="none" stroke="#3584e4"/></svg>`,
    ),
  );
}

function iconAt(src: string): Icon {
  return { src, mimeType: 'image/svg+xml', sizes: ['any'] };
}
