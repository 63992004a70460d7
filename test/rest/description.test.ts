import { createConfig, lintFromString } from '@redocly/openapi-core';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { describeRest } from '../../src/http/rest/openapi.js';
import { ensureBuilt } from '../support/build.js';
import { startGateway, type TestGateway } from '../support/gateway.js';

let gateway: TestGateway;

beforeAll(async () => {
  // The page's files are part of the build.
  await ensureBuilt();
  gateway = await startGateway({
    env: { NODE_ENV: 'production', PUBLIC_URL: 'https://gateway.example.org' },
  });
});

afterAll(() => gateway.stop());

test('the description of the REST paths passes a public linter', async () => {
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
  const description = JSON.parse(JSON.stringify(describeRest(undefined))) as {
    paths: Record<string, Record<string, { description: string; deprecated: boolean }>>;
  };
  expect(Object.keys(description.paths)).toHaveLength(11);
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

test('the page that shows it takes nothing from another site', async () => {
  for (const slash of ['', '/']) {
    const page = await fetch(`${gateway.url}/api/docs${slash}`);
    expect(page.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'self';/,
    );
    const html = await page.text();
    expect(html).not.toMatch(/https?:|<script>|<style>/);
    const assets = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path ?? '');
    expect(assets).toHaveLength(3);
    for (const path of assets) {
      const asset = await fetch(`${gateway.url}${path}`);
      expect([path, asset.status]).toEqual([path, 200]);
      expect((await asset.text()).length).toBeGreaterThan(50);
    }
  }
});
