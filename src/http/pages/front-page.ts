import type { FastifyInstance, FastifyRequest } from 'fastify';

import type { RestSettings } from '../../config/settings/rest.js';
import { packageHomepage } from '../../platform/package-root.js';
import { providers } from '../../providers/registry.js';
import { acceptedType, JSON_TYPE } from '../accept.js';
import { baseUrlOf } from '../base-url.js';
import { html, Html, NAME, sendPage } from '../html-page.js';
import { nothingHere } from '../server/server.js';

/** What {@link registerFrontPage} is made of. */
export interface FrontPageParts {
  /** What a gateway in development tells of itself; `undefined` where it keeps that to itself. */
  readonly setup: Setup | undefined;
  /** Whether there are operations to try at `/graphql`. */
  readonly hasExplorer: boolean;
  readonly rest: RestSettings;
  readonly publicUrl: string | undefined;
}

/** What a gateway is set up with. */
export interface Setup {
  readonly database: 'PostgreSQL' | 'embedded';
  readonly hasGoogle: boolean;
  readonly hasLiveKit: boolean;
}

const PAGE_TYPE = 'text/html';

/**
 * `/`, for people: what this is and where to go on. Programs find nothing there, and are told where
 * GraphQL is.
 */
export function registerFrontPage(server: FastifyInstance, parts: FrontPageParts): void {
  server.get('/', (request, reply) => {
    void reply.header('vary', 'accept');
    if (acceptedType(request.headers.accept, [JSON_TYPE, PAGE_TYPE]) !== PAGE_TYPE) {
      throw nothingHere();
    }
    return sendPage(reply, { status: 200, title: NAME, body: bodyOf(parts, request) });
  });
}

function bodyOf(parts: FrontPageParts, request: FastifyRequest): Html {
  const { setup, publicUrl } = parts;
  const links = linksTo(parts);
  if (!setup) return links;
  const names = providers.map(({ displayName }) => displayName).join(' and ');
  return html`<p>
      One GraphQL API that issues, hands out, checks and renews the tokens of your ${names} agents.
      This gateway runs in development.
    </p>
    ${links} ${setupOf(setup)} ${mcpAt(baseUrlOf(publicUrl, request))}`;
}

/** Links are relative, so that they work behind a proxy that puts a path in front. */
function linksTo({ setup, hasExplorer, rest }: FrontPageParts): Html {
  const homepage = packageHomepage();
  const links = [
    {
      to: 'graphql',
      name: 'GraphQL',
      about: hasExplorer ? 'operations to try in the browser' : 'for programs',
    },
    ...(rest.isServed && rest.hasDocs
      ? [{ to: 'api/docs', name: 'REST paths', about: 'for clients of the older service' }]
      : []),
    ...(homepage === undefined
      ? []
      : [{ to: homepage, name: 'Documentation', about: 'how to use and run it' }]),
  ];
  return html`<ul>
    ${links.map(
      ({ to, name, about }) =>
        html`<li><a href="${to}">${name}</a>${setup ? html`: ${about}` : ''}</li>`,
    )}
  </ul>`;
}

function setupOf({ database, hasGoogle, hasLiveKit }: Setup): Html {
  return html`<h2>What is set up</h2>
    <dl>
      <dt>Database</dt>
      <dd>
        ${
          database === 'embedded'
            ? html`Embedded, in the data folder. For a server, set <code>DATABASE_URL</code>.`
            : database
        }
      </dd>
      <dt>Google</dt>
      <dd>
        ${
          hasGoogle
            ? 'Set up'
            : html`Not yet: set <code>GOOGLE_CLIENT_ID</code> and
                <code>GOOGLE_CLIENT_SECRET</code>.`
        }
      </dd>
      <dt>LiveKit</dt>
      <dd>
        ${
          hasLiveKit
            ? 'Set up'
            : html`Not yet: set <code>LIVEKIT_URL</code>, <code>LIVEKIT_API_KEY</code> and
                <code>LIVEKIT_API_SECRET</code>.`
        }
      </dd>
    </dl>`;
}

function mcpAt(baseUrl: string): Html {
  const server = {
    type: 'http',
    url: `${baseUrl}/mcp`,
    headers: { Authorization: 'Bearer itg_ag_…' },
  };
  return html`<h2>Give a model an agent’s tools</h2>
    <p>
      MCP hosts such as Claude Code and Cursor reach the gateway with this, and the key that
      <code>token-gateway agent key ${providers.at(-1)?.defaultAgent ?? ''}</code> prints:
    </p>
    <pre tabindex="0">
${JSON.stringify({ mcpServers: { 'token-gateway': server } }, null, 2)}</pre>`;
}
