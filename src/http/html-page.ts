import type { FastifyReply } from 'fastify';

import { sha256 } from '../platform/crypto.js';

const STYLE =
  'body{font:1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:4rem auto;padding:0 1rem}' +
  'code,pre{font-family:ui-monospace,monospace}pre{overflow:auto;padding:1rem;background:#8882}' +
  'input,button{font:inherit;padding:.4rem}input{width:100%;box-sizing:border-box}';

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

/** Builds HTML from a template; what stands in its places is escaped unless it is HTML itself. */
export function html(strings: TemplateStringsArray, ...values: readonly (Html | string)[]): Html {
  return new Html(
    strings
      .map((text, at) => {
        const value = values[at] ?? '';
        return text + (value instanceof Html ? value.markup : escape(value));
      })
      .join(''),
  );
}

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
        <meta name="viewport" content="width=device-width" />
        <title>${title} – Token Gateway</title>
        ${new Html(`<style>${STYLE}</style>`)}
      </head>
      <body>
        <h1>${title}</h1>
        ${body}
      </body>
    </html> `;
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header(
      'content-security-policy',
      `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action ${forms}; ` +
        "base-uri 'none'; frame-ancestors 'none'",
    )
    .header('referrer-policy', 'no-referrer')
    .header('cache-control', 'no-store')
    .send(document.markup);
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}
