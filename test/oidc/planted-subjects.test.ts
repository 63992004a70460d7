import { afterAll, beforeAll, expect, test } from 'vitest';

import { startGateway, type TestGateway } from '../support/gateway.js';
import { TestIssuer } from '../support/oidc-issuer.js';
import { BindAgentSubjectMutation } from '../support/oidc-operations.js';
import { ViewerQuery } from '../support/operations.js';
import { TestClock } from '../support/test-clock.js';
import { firstError, registerAgent, withSql } from '../support/tokens.js';

let gateway: TestGateway;
let issuer: TestIssuer;

beforeAll(async () => {
  const clock = new TestClock();
  issuer = await TestIssuer.start(clock);
  gateway = await startGateway({ clock, env: issuer.settings });
});

afterAll(async () => {
  await gateway.stop();
  await issuer.goDown();
});

const view = (at: TestGateway, headers: Readonly<Record<string, string>>) =>
  at.send(ViewerQuery, {}, headers);

test('a subject is bound properly over a row that somebody planted, and over no honest one', async () => {
  const [mine, victim] = [await registerAgent(gateway), await registerAgent(gateway)];
  const { clock, database } = gateway;
  const bind = (agent: string, subject: string) =>
    gateway.send(BindAgentSubjectMutation, { input: { agent, subject } }, gateway.superuser);
  await bind(mine, 'honest');
  await withSql(
    database,
    (sql) => sql`
      insert into agent_subjects (id, agent_id, subject, created_at, ciphertext, encryption_key_id)
      select gen_random_uuid(), a.id, replace(subject, 'honest', plant.name), s.created_at,
        case when plant.sealed then ciphertext end, case when plant.sealed then encryption_key_id end
      from agent_subjects s, agents a,
        (values ('sealed-' || ${mine}, true), ('bare-' || ${mine}, false)) as plant(name, sealed)
      where s.subject like '%honest' and a.name = ${victim}`,
  );
  const replica = await startGateway({ clock, database, env: issuer.settings });
  for (const subject of [`sealed-${mine}`, `bare-${mine}`]) {
    const headers = await issuer.bearer({ sub: subject });
    expect(firstError(await view(gateway, headers)).reason).toBe('UNKNOWN');
    const bound = await bind(mine, subject);
    expect(bound.data?.bindAgentSubject.agentSubject.agentName).toBe(mine);
    expect((await view(gateway, headers)).data?.viewer.name).toBe(mine);
    expect((await view(replica, headers)).data?.viewer.name).toBe(mine);
    expect((await bind(victim, subject)).status).toBe(409);
  }
  expect((await bind(victim, 'honest')).status).toBe(409);
  const again = await bind(mine, 'honest');
  expect(again.data?.bindAgentSubject.agentSubject.agentName).toBe(mine);
  await replica.stop();
});
