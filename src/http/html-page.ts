import type { FastifyReply } from 'fastify';

import { sha256 } from '../platform/crypto.js';
import { ICON_URL } from '../platform/icon.js';

/** The style of every page, in the colours that the reader's system asks for. */
const STYLE = [
  ':root{color-scheme:light dark;--text:#1b1f24;--quiet:#57606a;--ground:#fff;--raised:#f3f5f7;--line:#d3d8de;--link:#0a58ca}',
  '@media(prefers-color-scheme:dark){:root{--text:#e6e9ed;--quiet:#a3abb5;--ground:#15191e;--raised:#20262d;--line:#3a424c;--link:#8ab8ff}}',
  'body{font:1rem/1.5 system-ui,sans-serif;max-width:42rem;margin:clamp(1.5rem,8vw,4rem) auto;padding:0 1rem;color:var(--text);background:var(--ground);overflow-wrap:anywhere}',
  'h1{line-height:1.2;margin:0 0 1rem}h2{font-size:1.15rem;margin:2rem 0 .5rem}a{color:var(--link)}',
  'ul{padding:0;list-style:none}li{margin:.6rem 0}dl{display:grid;grid-template-columns:auto 1fr;gap:.5rem 1.5rem}dt{font-weight:600}dd{margin:0}',
  'code,pre{font-family:ui-monospace,monospace;font-size:.9em}pre{overflow:auto;padding:1rem;background:var(--raised);border-radius:.4rem}',
  '.quiet{color:var(--quiet)}',
  'input,button{font:inherit;padding:.5rem .75rem;border:1px solid var(--line);border-radius:.4rem}',
  'input{width:100%;box-sizing:border-box;color:inherit;background:var(--raised)}',
  'button{color:var(--ground);background:var(--link);border-color:var(--link);cursor:pointer}',
  '@media(max-width:30rem){dl{display:block}dd{margin:0 0 .75rem}}',
].join('');

const STYLE_HASH = sha256(STYLE).toString('base64');

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A piece of HTML; texts become one by {@link html} alone, which escapes them. */
export class Html {
  readonly markup: string;

  /** @param markup - is shown as it is */
  constructor(markup: string) {
    this.markup = markup;
  }
}

/** What stands in a place of {@link html}. */
type Value = Html | string | readonly Html[];

/** Builds HTML from a template; what stands in its places is escaped unless it is HTML itself. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  return new Html(strings.map((text, at) => text + markupOf(values[at] ?? '')).join(''));
}

/** What this is called. */
export const NAME = 'Token Gateway';

/** The picture in a browser's tab. */
export const ICON = html`<link rel="icon" href="${ICON_URL}" />`;

/**
 * Answers with a page that can run nothing, load nothing and be put into no frame. Its address may
 * hold a code or a state, so it goes to no other site and into no cache.
 *
 * @param formTargets - origins to which a form on the page may lead beside the gateway itself
 */
export function sendPage(
  reply: FastifyReply,
  page: { status: number; title: string; body: Html; formTargets?: readonly string[] },
): FastifyReply {
  const { status, title, body, formTargets } = page;
  const forms = formTargets ? ["'self'", ...formTargets].join(' ') : "'none'";
  const document = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title === NAME ? NAME : `${title} – ${NAME}`}</title>
        ${ICON} ${new Html(`<style>${STYLE}</style>`)}
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html> `;
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header(
      'content-security-policy',
      `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; img-src data:; form-action ${forms}; ` +
        "base-uri 'none'; frame-ancestors 'none'",
    )
    .header('referrer-policy', 'no-referrer')
    .header('cache-control', 'no-store')
    .send(document.markup);
}

function markupOf(value: Value): string {
  if (typeof value === 'string') return escape(value);
  return value instanceof Html ? value.markup : value.map(({ markup }) => markup).join('');
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}
