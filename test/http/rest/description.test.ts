import { readFileSync } from 'node:fs';
import { createServer, request as forward, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createContext, runInContext } from 'node:vm';

import { createConfig, lintFromString } from '@redocly/openapi-core';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { buildSchema } from 'graphql';
import { beforeAll, expect } from 'vitest';

import { describeRest } from '../../../src/http/rest/openapi/description.js';
import { providers } from '../../../src/providers/registry.js';
import { BUILD_LIMIT_MS, ensureBuilt } from '../../support/build.js';
import { gatewayTest, startGateway } from '../../support/gateway.js';

const test = gatewayTest({
  env: { NODE_ENV: 'production', PUBLIC_URL: 'https://gateway.example.org' },
});

// The page's files are part of the build.
beforeAll(ensureBuilt, BUILD_LIMIT_MS);

test('the description of the REST paths passes a public linter', async ({ gateway }) => {
  const response = await fetch(`${gateway.url}/api/openapi.json`);
  expect(response.headers.get('content-type')).toContain('application/json');
  const config = await createConfig({
    extends: ['recommended-strict'],
    rules: {
      // The older service's paths end so.
      'no-path-trailing-slash': 'off',
      // OpenAPI itself says that a path without parameters goes before one with them.
      'no-ambiguous-paths': 'off',
    },
  });
  const problems = await lintFromString({ source: await response.text(), config });
  expect(
    problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer]),
  ).toEqual([]);
});

test('every answer, error and body has an example that fits, every operation its successor', () => {
  const description = described({ publicUrl: undefined, isDeprecated: true });
  // Five of each provider, and the calendars.
  expect(Object.keys(description.paths)).toHaveLength(5 * providers.length + 1);
  for (const [path, methods] of Object.entries(description.paths)) {
    for (const operation of Object.values(methods)) {
      expect(operation.deprecated).toBe(true);
      const isLinks = !path.includes('tokens') && !path.includes('calendars');
      if (!isLinks) expect(operation.description).toContain('Replaced by the GraphQL');
    }
  }
  const schemas = new Ajv2020({ strict: false });
  addFormats.default(schemas);
  schemas.addSchema(description, 'api');
  const media = mediaIn(description);
  expect(media.length).toBeGreaterThan(20);
  for (const { schema, example, examples } of media) {
    const shown = examples ? Object.values(examples).map(({ value }) => value) : [example];
    const rooted = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api#/')) as object;
    for (const one of shown) expect([one, schemas.validate(rooted, one)]).toEqual([one, true]);
  }
});

test('nothing is described as deprecated where the settings want it quiet', () => {
  const { paths } = described({ publicUrl: undefined, isDeprecated: false });
  const marks = Object.values(paths).flatMap((methods) => Object.values(methods));
  expect(marks.map(({ deprecated }) => deprecated)).toEqual(marks.map(() => undefined));
});

interface Description {
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Record<string, Record<string, { description: string; deprecated?: boolean }>>;
}

function described(parts: Omit<Parameters<typeof describeRest>[0], 'schema'>): Description {
  const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
  return JSON.parse(JSON.stringify(describeRest({ schema, ...parts }))) as Description;
}

interface Media {
  readonly schema: object;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}

function mediaIn(part: unknown): Media[] {
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([name, value]) =>
    name === 'content' ? Object.values(value as Record<string, Media>) : mediaIn(value),
  );
}

test('the page that shows it takes nothing from another site', async ({ gateway }) => {
  for (const slash of ['', '/']) {
    const page = await fetch(`${gateway.url}/api/docs${slash}`);
    expect(page.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'self';/,
    );
    const html = await page.text();
    expect(html).not.toMatch(/https?:|<script>|<style>/);
    for (const url of assetsOf(page.url, html)) {
      const asset = await fetch(url);
      expect([url, asset.status]).toEqual([url, 200]);
      expect((await asset.text()).length).toBeGreaterThan(50);
    }
  }
});

test('the page finds everything behind a proxy that puts a path in front', async ({ gateway }) => {
  const bare = await startGateway({ database: gateway.database });
  const proxy = await startPrefixProxy(bare.url, '/tokens');
  for (const slash of ['', '/']) {
    const page = await fetch(`${proxy.url}/api/docs${slash}`);
    const assets = assetsOf(page.url, await page.text());
    for (const url of assets) expect([url, (await fetch(url)).status]).toEqual([url, 200]);
    const script = assets.find((url) => url.endsWith('start.js')) ?? '';
    const shown: { url: string }[] = [];
    const browser = createContext({
      URL,
      document: { currentScript: { src: script } },
      SwaggerUIBundle: (options: { url: string }) => shown.push(options),
    });
    runInContext(await (await fetch(script)).text(), browser);
    const description = await fetch(shown[0]?.url ?? '');
    const { servers } = (await description.json()) as Description;
    expect(new URL(servers[0]?.url ?? '', description.url).href).toBe(`${proxy.url}/`);
  }
  proxy.server.close();
  await bare.stop();
});

/** The addresses that a page names, as a browser reads them. */
function assetsOf(pageUrl: string, html: string): string[] {
  const named = [...html.matchAll(/(?:src|href)="(?!data:)([^"]+)"/g)];
  expect(named).toHaveLength(3);
  return named.map(([, path = '']) => new URL(path, pageUrl).href);
}

/** Passes on what is asked below a path, without that path, and knows nothing else. */
async function startPrefixProxy(
  target: string,
  prefix: string,
): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    if (!request.url?.startsWith(`${prefix}/`)) {
      response.writeHead(404).end();
      return;
    }
    forward(target + request.url.slice(prefix.length), { headers: request.headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    }).end();
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { server, url: `http://127.0.0.1:${String(port)}${prefix}` };
}
