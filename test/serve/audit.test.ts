import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { expect, test } from 'vitest';

import { command } from '../support/build.js';
import { withSql } from '../support/bulk-tokens.js';
import { createTestDatabase } from '../support/database.js';
import { makeFolder } from '../support/leftovers.js';
import { run, runBash, startProcess } from '../support/process.js';

const generate = ['token', 'generate', 'mine', '--provider', 'LIVEKIT'];

test('audit verify ends with 0 on an intact log and with 1 on a changed one', async () => {
  const database = await createTestDatabase();
  const env = { DATABASE_URL: database.url, DATA_DIR: makeFolder() };
  await run(generate, env);
  await run(generate, env);
  const heads = path.join(env.DATA_DIR, 'heads.json');
  writeFileSync(heads, (await run(['audit', 'heads', '--json'], env)).stdout);
  expect(await run(['audit', 'verify', '--against', heads], env)).toMatchObject({ code: 0 });
  const nowhere = await run(['audit', 'verify', '--against', env.DATA_DIR], env);
  expect(nowhere).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^--against must/) as string,
  });
  const good = await run(['audit', 'verify'], env);
  expect(good).toMatchObject({ code: 0, stdout: 'The audit log is intact: 3 events.\n' });
  await withSql(
    database.directUrl,
    (sql) => sql`update audit_events set actor_name = 'somebody else'`,
  );
  const bad = await run(['audit', 'verify'], env);
  expect(bad.code).toBe(1);
  expect(bad.stdout).toMatch(/^lane \d+, event 1: it, or its place, was changed/);
  const json = await run(['audit', 'verify', '--json'], env);
  expect(json.code).toBe(1);
  expect(JSON.parse(json.stdout)).toMatchObject({
    intact: false,
    broken: [{ sequence: 1, problem: 'EVENT_CHANGED' }],
  });
  await database.drop();
});

test('audit verify compares with the log of a gateway that has stopped', async () => {
  const env = { DATA_DIR: makeFolder(), AGENT_AUTO_PROVISION: 'off' };
  const gateway = await startProcess(env);
  await run(generate, env);
  await gateway.end('SIGTERM');
  const log = path.join(env.DATA_DIR, 'gateway.log');
  // Not what a first start prints for people, which has the superuser's key.
  const lines = gateway.stdout.split('\n').filter((line) => line.startsWith('{'));
  const text = lines.join('\n');
  expect(lines.filter((line) => line.includes('"auditHeads"'))).not.toHaveLength(0);
  writeFileSync(log, lines.map((line) => `2030-01-01T00:00:00Z stdout F ${line}`).join('\n'));
  expect(await run(['audit', 'verify', '--against', log], env)).toMatchObject({ code: 0 });
  writeFileSync(log, text.replaceAll(/"sequence":\d+/g, '"sequence":99'));
  const changed = await run(['audit', 'verify', '--against', log], env);
  expect(changed.code).toBe(1);
  expect(changed.stdout).toContain('the signature of these saved heads is wrong');
  writeFileSync(log, text.replaceAll('auditHeads', 'other'));
  const without = await run(['audit', 'verify', '--against', log], env);
  expect(without).toMatchObject({ code: 2 });
});

test('events come out as JSON lines, oldest first, filtered, through a gateway or without', async () => {
  const env = { DATA_DIR: makeFolder(), AGENT_AUTO_PROVISION: 'off' };
  await run(generate, env);
  const gateway = await startProcess(env);
  await run(['token', 'current', 'mine'], env);
  const lines = async (...options: string[]) => {
    const { code, stdout } = await run(['audit', 'export', ...options], env);
    expect(code).toBe(0);
    return stdout
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as { action: string; at: string; digest: string });
  };
  const all = await lines();
  expect(all.map((event) => event.at)).toEqual(all.map((event) => event.at).sort());
  expect(all.at(-1)).toMatchObject({
    agentName: 'mine',
    digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
  });
  expect(await lines('--action', 'TOKEN_READ')).toHaveLength(1);
  expect(await lines('--since', all.at(-1)?.at ?? '')).toHaveLength(1);
  expect(await lines('--agent', 'mine', '--until', all[1]?.at ?? '')).not.toHaveLength(all.length);
  expect(await run(['audit', 'verify'], env)).toMatchObject({ code: 0 });
  await gateway.end('SIGTERM');
  expect(await lines()).toEqual(all);
  expect(await run(['audit', 'prune'], env)).toMatchObject({ code: 2 });
});

test('an export whose reader has seen enough ends quietly', async () => {
  const database = await createTestDatabase();
  const env = { DATABASE_URL: database.url, DATA_DIR: makeFolder() };
  await run(generate, env);
  await withSql(
    database.directUrl,
    (sql) => sql`insert into audit_events
      select lane, sequence + n, gen_random_uuid(), at + n * interval '1 ms', action, actor_kind,
        actor_name, agent_name, token_id, address, request_id, details, digest
      from (select * from audit_events limit 1) as one, generate_series(100, 20000) as n`,
  );
  const settings = Object.entries(env).map(([name, value]) => `${name}='${value}'`);
  const export_ = `${settings.join(' ')} '${process.execPath}' '${command}' audit export`;
  const { code, stdout, stderr } = await runBash(`set -o pipefail; ${export_} | head -n 1`);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.split('\n')).toHaveLength(2);
  const all = await runBash(`${export_} | wc -l`);
  expect(Number(all.stdout)).toBeGreaterThan(19_900);
  await database.drop();
});
