import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import path from 'node:path';

import { extract } from 'tar';
import { beforeAll, describe, expect, test } from 'vitest';

import { CalendarEventsQuery } from '../support/calendar-operations.js';
import { googleEnv } from '../support/google-gateway.js';
import {
  ACCOUNT,
  startGoogleEmulator,
  type GoogleEmulator,
} from '../support/google/google-emulator.js';
import { ConnectGoogleAccountMutation } from '../support/google-operations.js';
import { makeFolder } from '../support/leftovers.js';
import { RoomTokenMutation } from '../support/livekit/operations.js';
import { GenerateTokenMutation } from '../support/operations.js';
import { filesOf, pack, readManifest, root, tarball, unpack } from '../support/packed.js';
import { run, startProcess, type GatewayProcess } from '../support/process.js';

const SUPERUSER_KEY = 'the-superuser-key-of-the-package-0123';
const superuser = { authorization: `Bearer ${SUPERUSER_KEY}` };

let folder: string;
let client: string;

beforeAll(async () => {
  await pack();
  [folder, client] = await Promise.all([
    unpack('token-gateway-*'),
    unpack('token-gateway-client-*'),
  ]);
});

describe('the package of the gateway', () => {
  test('depends on the embedded database alone, and names where it comes from', () => {
    const { dependencies, mcpName } = readManifest(root);
    const engine = '@electric-sql/pglite';
    expect(readManifest(folder)).toMatchObject({
      dependencies: { [engine]: dependencies?.[engine] },
      engines: { node: '>=20.19' },
      mcpName,
      bin: { 'token-gateway': 'dist/cli/index.js' },
      homepage: expect.stringMatching(/^https:/) as unknown,
      repository: { type: 'git', url: expect.stringMatching(/^git\+https:/) as unknown },
      bugs: { url: expect.stringMatching(/^https:/) as unknown },
    });
    expect(readManifest(folder)).not.toHaveProperty('scripts');
  });

  test('has no source maps, tests or sources, and under 25 MB', () => {
    const files = filesOf(folder);
    expect(files.filter((file) => /\.map$|\.ts$|^src|^test|^node_modules/.test(file))).toEqual(
      files.filter(
        (file) => file.startsWith(path.join('dist', 'client')) && file.endsWith('.d.ts'),
      ),
    );
    const bytes = files.map((file) => fs.statSync(path.join(folder, file)).size);
    expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThan(25_000_000);
  });

  test('has the licence of each package that is in the bundle', () => {
    const text = fs.readFileSync(path.join(folder, 'THIRD-PARTY-LICENSES.txt'), 'utf8');
    const named = new Set([...text.matchAll(/^(\S+) \S+\nLicence: /gm)].map(([, name]) => name));
    const bundled = packagesInMaps(path.join(root, 'dist', 'chunks'));
    expect(bundled.size).toBeGreaterThan(100);
    expect([...bundled].filter((name) => !named.has(name))).toEqual([]);
    expect(text.includes('Copyright (c) 2016-present The Fastify team')).toBe(true);
  });

  test('has documents whose links lead somewhere', () => {
    for (const file of filesOf(folder).filter((name) => name.endsWith('.md'))) {
      const text = fs.readFileSync(path.join(folder, file), 'utf8');
      for (const [, link = ''] of text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)) {
        const target = path.join(folder, path.dirname(file), link);
        expect(fs.existsSync(target), `${link} in ${file}`).toBe(true);
      }
    }
  });

  describe('runs without the repository', () => {
    let google: GoogleEmulator;
    let gateway: GatewayProcess;
    const dataDir = path.join(makeFolder(), 'data');

    beforeAll(async () => {
      google = await startGoogleEmulator();
      gateway = await startProcess(
        {
          DATA_DIR: dataDir,
          SUPERUSER_KEY,
          LIVEKIT_URL: 'ws://127.0.0.1:1',
          LIVEKIT_API_KEY: 'devkey',
          LIVEKIT_API_SECRET: 'a-secret-of-at-least-thirty-two-characters',
          ...googleEnv(google),
        },
        path.join(folder, 'dist/cli/index.js'),
      );
      return async () => {
        await gateway.end('SIGTERM');
        await google.stop();
      };
    });

    async function tokenOf(
      provider: 'LIVEKIT' | 'GOOGLE_CALENDAR_MCP',
      agent: string,
    ): Promise<string> {
      const input = { provider, agent };
      const { data } = await gateway.send(GenerateTokenMutation, { input }, superuser);
      return data?.generateToken.token ?? '';
    }

    test('calendars through Google, with the calendar part of its library alone', async () => {
      const agent = 'google-calendar-mcp';
      const token = await tokenOf('GOOGLE_CALENDAR_MCP', agent);
      const input = { agents: [agent], loginHint: ACCOUNT };
      const asked = await gateway.send(ConnectGoogleAccountMutation, { input }, superuser);
      const consent = await google.consent(asked.data?.connectGoogleAccount.consentUrl ?? '');
      await fetch(consent.redirectTo);
      const { data, errors } = await gateway.send(
        CalendarEventsQuery,
        {},
        { 'X-Google-MCP-Token': token },
      );
      expect(errors).toEqual([]);
      expect(data?.calendarEvents.account).toBe(ACCOUNT);
    });

    test('room tokens for LiveKit', async () => {
      const token = await tokenOf('LIVEKIT', 'livekit');
      const { data, errors } = await gateway.send(
        RoomTokenMutation,
        { input: { room: 'lobby', identity: 'maya' } },
        { 'X-LiveKit-Token': token },
      );
      expect(errors).toEqual([]);
      expect(data?.liveKitRoomToken.roomToken).toMatch(/^eyJ/);
    });

    test('the command line, its pages and its schema', async () => {
      const command = path.join(folder, 'dist/cli/index.js');
      const { stdout, code } = await run(['agent', 'list'], { DATA_DIR: dataDir }, command);
      expect([stdout, code]).toEqual([expect.stringContaining('google-calendar-mcp'), 0]);
      const schema = await run(['schema'], {}, command);
      expect(schema.stdout).toBe(fs.readFileSync(path.join(folder, 'schema.graphql'), 'utf8'));
      const page = await fetch(`${gateway.url}/api/docs`);
      expect(page.status).toBe(200);
    });
  });
});

describe('the package of the client', () => {
  const program = `
    import { createTokenClient, TokenClientError, type CurrentToken } from 'token-gateway-client';
    import {
      CalendarEventsDocument,
      ViewerDocument,
      type CalendarEventsQuery,
    } from 'token-gateway-client/documents';

    declare const environment: Record<string, string | undefined>;
    const client = createTokenClient({
      url: 'https://gateway.example.com',
      agent: 'front-desk',
      agentKey: environment['AGENT_KEY'],
      fetch: undefined,
    });
    const { viewer } = await client.query(ViewerDocument);
    const scopes: string[] = viewer.scopes;
    const events: CalendarEventsQuery = await client.query(CalendarEventsDocument, {
      filter: { search: scopes.join() },
    });
    const stop = client.onTokenChanged((current: CurrentToken) => current.expiresAt.getTime());
    stop();
    export const failure: unknown = new TokenClientError('CODE', 'text');
    export const first = events.calendarEvents.nodes[0]?.summary;`;

  test('depends on nothing, and is a download of under 100 kB', () => {
    expect(readManifest(client)).not.toHaveProperty('dependencies');
    expect(readManifest(client)).toMatchObject({ name: 'token-gateway-client', type: 'module' });
    expect(fs.statSync(tarball('token-gateway-client-*')).size).toBeLessThan(100_000);
    expect(filesOf(client)).toEqual(
      expect.arrayContaining(['LICENSE', 'README.md', 'index.js', 'schema.graphql']),
    );
  });

  test('has types that the strictest compiler passes', async () => {
    const project = path.resolve(client, '../..');
    const compilerOptions = {
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      verbatimModuleSyntax: true,
      module: 'nodenext',
      target: 'es2022',
      lib: ['es2022', 'dom'],
      types: [],
      noEmit: true,
    };
    for (const [file, text] of Object.entries({
      'package.json': '{ "type": "module" }',
      'tsconfig.json': JSON.stringify({ compilerOptions, files: ['program.ts'] }),
      'program.ts': program,
    })) {
      fs.writeFileSync(path.join(project, file), text);
    }
    const { stdout, status } = spawnSync(
      process.execPath,
      [path.join(root, 'node_modules/typescript/bin/tsc')],
      { cwd: project, encoding: 'utf8' },
    );
    expect([stdout, status]).toEqual(['', 0]);
  });

  test('keeps an agent’s token current, and runs its typed documents', async () => {
    const gateway = await startProcess({ DATA_DIR: path.join(makeFolder(), 'data') });
    const text = `
      import { createTokenClient } from 'token-gateway-client';
      import { CurrentTokenDocument, ViewerDocument } from 'token-gateway-client/documents';
      const client = createTokenClient({ url: process.argv[1], agent: 'livekit' });
      const { viewer } = await client.query(ViewerDocument);
      const { currentToken } = await client.query(CurrentTokenDocument, { agent: 'livekit' });
      console.log(viewer.kind, currentToken.token === (await client.token()));`;
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ['--input-type=module', '-e', text, gateway.url],
      { cwd: path.resolve(client, '../..'), encoding: 'utf8' },
    );
    expect([stdout, stderr]).toEqual(['AGENT true\n', '']);
  });
});

test('the source maps fit over an installed gateway', async () => {
  await extract({ file: tarball('token-gateway-*-source-maps'), cwd: folder });
  const mapped = filesOf(folder).filter(
    (file) =>
      /^dist.(?:cli|chunks)\b.*\.js$/.test(file) &&
      /\n\/\/# sourceMappingURL=.*$/.test(fs.readFileSync(path.join(folder, file), 'utf8')),
  );
  expect(mapped.length).toBeGreaterThan(20);
  expect(filesOf(folder)).toEqual(expect.arrayContaining(mapped.map((file) => `${file}.map`)));
});

/** The packages that a bundle's source maps name. */
function packagesInMaps(chunks: string): Set<string> {
  const maps = fs.readdirSync(chunks).filter((file) => file.endsWith('.map'));
  const sources = maps.flatMap((file) => {
    const map: unknown = JSON.parse(fs.readFileSync(path.join(chunks, file), 'utf8'));
    return (map as { sources: string[] }).sources;
  });
  return new Set(
    sources.flatMap((source) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source)?.[1] ?? []),
  );
}
