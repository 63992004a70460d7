import { execFile, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

import { commandLine, exampleRoot, inFolder, projectRoot } from './support/project.js';
import { expect, test } from './support/test.js';

const DOCUMENT = fs.readFileSync(path.join(projectRoot, 'docs', 'clients.md'), 'utf8');
const TSCONFIG = {
  compilerOptions: {
    target: 'ES2022',
    module: 'NodeNext',
    lib: ['ES2022', 'DOM'],
    types: ['node'],
    strict: true,
    skipLibCheck: true,
    rootDir: 'src',
    outDir: 'out',
  },
  include: ['src'],
};
const hasRequests = spawnSync('python3', ['-c', 'import requests']).status === 0;

/** The code blocks of a language, as they stand in the document. */
function blocksOf(language: string): string[] {
  const blocks = DOCUMENT.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'));
  return [...blocks].map(([, code]) => String(code));
}

function blockWith(language: string, part: string): string {
  const block = blocksOf(language).find((code) => code.includes(part));
  if (block === undefined) throw new Error(`docs/clients.md has no ${language} with ${part}.`);
  return block;
}

/** Makes a project of somebody's: the client, and beside it what the example has installed. */
function makeProject(
  folder: string,
  installedClient: string,
  sources: Record<string, string>,
): void {
  const modules = path.join(folder, 'node_modules');
  fs.mkdirSync(modules);
  for (const name of fs.readdirSync(path.join(exampleRoot, 'node_modules'))) {
    fs.symlinkSync(path.join(exampleRoot, 'node_modules', name), path.join(modules, name));
  }
  fs.symlinkSync(installedClient, path.join(modules, 'token-gateway-client'));
  fs.mkdirSync(path.join(folder, 'src'));
  const files = {
    'package.json': '{ "type": "module" }',
    'tsconfig.json': JSON.stringify(TSCONFIG),
    ...sources,
  };
  for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), text);
}

test('what stands in docs/clients.md does what it says', async ({ gateway, installedClient }) => {
  const env: Record<string, string> = {
    PATH: String(process.env['PATH']),
    DATA_DIR: gateway.dataDir,
    PYTHONPATH: path.join(projectRoot, 'examples', 'python'),
    PYTHONDONTWRITEBYTECODE: '1',
  };
  const local = (code: string): string =>
    code
      .replaceAll('https://gateway.example.com', gateway.url)
      .replaceAll('https://calendar-tools.example.com/events', `${gateway.url}/livez`)
      .replaceAll('npx --no-install token-gateway', `"${process.execPath}" "${commandLine}"`);

  await inFolder(async (folder) => {
    const run = async (file: string, ...args: string[]): Promise<string> =>
      (await promisify(execFile)(file, args, { cwd: folder, env })).stdout;
    const tool = (script: string): Promise<string> =>
      run(process.execPath, path.join(exampleRoot, 'node_modules', script));

    const enrolled = await run('bash', '-ec', local(blockWith('sh', 'agent key front-desk')));
    env['AGENT_KEY'] = String(/itg_ag_\w+/.exec(enrolled)?.[0]);

    const sources: Record<string, string> = {};
    for (const code of blocksOf('ts')) {
      const [, name] = /^\/\/ (\S+\.ts)$/m.exec(code) ?? [];
      if (name) sources[name] = local(code);
    }
    makeProject(folder, installedClient, sources);
    await tool('@graphql-codegen/cli/cjs/bin.js');
    await tool('typescript/bin/tsc');
    expect(await run(process.execPath, 'out/client.js')).toMatch(/name: 'front-desk'[^]* 200\n$/);
    expect(await run(process.execPath, 'out/viewer.js')).toContain('calendar.read');
    expect(await run(process.execPath, 'out/apollo.js')).toContain('\nfront-desk\n');
    expect(await run(process.execPath, 'out/urql.js')).toContain('\nfront-desk\n');

    const answer = await run('bash', '-ec', local(blockWith('sh', 'curl')));
    expect(answer.replace(/itg_\w+/, '(a token)')).toContain(
      '"header":"X-Google-MCP-Token","token":"(a token)"',
    );
    if (hasRequests) {
      const session = local(blockWith('python', 'requests.Session'));
      expect(await run('python3', '-c', session)).toBe('200\n');
    }
  });
});
