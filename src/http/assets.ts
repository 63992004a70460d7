import { readFile } from 'node:fs/promises';

import type { FastifyInstance } from 'fastify';

import { sha256 } from '../platform/crypto.js';

const TYPES = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
} as const;

/** A file that a page loads. */
export interface Asset {
  /** Where it is, ending in the name by which the page knows it. */
  readonly url: `/${string}.${keyof typeof TYPES}`;
  /** What is in it, or the path of a file that the build made. */
  readonly content: { readonly text: string } | { readonly path: string };
}

/** An asset as it is sent. */
interface LoadedAsset {
  readonly body: Buffer;
  readonly etag: string;
}

/**
 * Serves the files that pages load, each at its one address: no path of a request's leads to the
 * disk. A file is read when it is first asked for, and kept, so that however many ask for it, and
 * however slowly they read, there is one of it in memory. Browsers ask each time whether theirs is
 * the current one, and so never mix the files of two versions.
 */
export function serveAssets(scope: FastifyInstance, assets: readonly Asset[]): void {
  for (const { url, content } of assets) {
    let loaded: Promise<LoadedAsset> | undefined;
    scope.get(url, async (request, reply) => {
      loaded ??= load(content);
      const { body, etag } = await loaded;
      void reply.header('cache-control', 'no-cache').header('etag', etag);
      if (isKnown(request.headers['if-none-match'], etag)) return reply.code(304).send();
      return reply.type(typeOf(url)).send(body);
    });
  }
}

async function load(content: Asset['content']): Promise<LoadedAsset> {
  const body = 'text' in content ? Buffer.from(content.text) : await readFile(content.path);
  return { body, etag: `"${sha256(body).toString('base64url')}"` };
}

/** RFC 9110 section 13.1.2, with the weak comparison that it asks for. */
function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  const known = ifNoneMatch?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? [];
  return known.includes(etag) || known.includes('*');
}

function typeOf(url: Asset['url']): string {
  return TYPES[url.slice(url.lastIndexOf('.') + 1) as keyof typeof TYPES];
}
