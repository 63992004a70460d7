import type { Icon } from '@modelcontextprotocol/server';

import { ICON_URL } from '../platform/icon.js';

/** The gateway's own icon. */
export const GATEWAY_ICON = iconAt(ICON_URL);

/** The icon of tools that work with calendars: a sheet of one. */
export const CALENDAR_ICON = drawn('M0,1h8v7H0zM1,3v4h6V3z');

/** The icon of tools that tell the time: a clock. */
export const CLOCK_ICON = drawn('M4,0a4,4,0,1,1-.1,0zM4,1a3,3,0,1,0,.1,0zM3.5,2h1v2H6v1H3.5z');

/** The icon of tools that lead into rooms: a camera. */
export const ROOM_ICON = drawn('M0,2h5v4H0zM5.5,3.5L8,2v4L5.5,4.5z');

/**
 * Lines in a blue that shows on light and on dark, in a square of 8. Each tool has one, so that
 * every character counts: what the URL would have to escape is avoided, and of the fields those are
 * left out that repeat it.
 */
function drawn(shape: string): Icon {
  const svg =
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0,0,8,8'>" +
    `<path fill='#38e' d='${shape}'/></svg>`;
  return { src: `data:image/svg+xml,${svg.replace(/[<># ]/g, encodeURIComponent)}` };
}

function iconAt(src: string): Icon {
  return { src, mimeType: 'image/svg+xml', sizes: ['any'] };
}
