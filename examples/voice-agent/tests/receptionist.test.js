import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { AgentSession, initializeLogger } from '@livekit/agents';

import { hasPython } from './support/python-agent.js';

const example = fileURLToPath(new URL('..', import.meta.url));
const folder = fs.mkdtempSync(path.join(tmpdir(), 'token-gateway-receptionist-'));
const METADATA = JSON.stringify({ desk: 'front-desk', caller: 'ada' });
const INSTRUCTIONS = 'You receive callers at the desk front-desk. The caller is ada.';

after(() => fs.rmSync(folder, { recursive: true, force: true }));

test('docs/livekit.md shows the agents that are here', () => {
  const document = fs.readFileSync(path.join(example, '../../docs/livekit.md'), 'utf8');
  for (const [language, file] of [
    ['js', 'receptionist.js'],
    ['python', 'receptionist.py'],
  ]) {
    const text = fs.readFileSync(path.join(example, String(file)), 'utf8');
    assert.ok(document.includes(`\`\`\`${language}\n${text}\`\`\``), `${file} is another`);
  }
});

test('the agent in JavaScript starts by what the dispatch told it', async (t) => {
  initializeLogger({ pretty: false, level: 'silent' });
  process.env.LIVEKIT_API_KEY ??= 'devkey';
  process.env.LIVEKIT_API_SECRET ??= 'secret';
  const start = t.mock.method(AgentSession.prototype, 'start', async () => undefined);
  const { default: receptionist } = await import('../receptionist.js');
  const context = { job: { metadata: METADATA }, room: {} };
  await receptionist.entry(/** @type {any} */ (context));
  const [options] = start.mock.calls[0]?.arguments ?? [];
  assert.equal(options?.agent.instructions, INSTRUCTIONS);
});

// LiveKit Agents for Python does not come by npm. This keeps what the agent hands to it.
const LIVEKIT = `
class Kept:
    def __init__(self, *_, **options):
        self.__dict__.update(options)

started = []

class AgentServer:
    def rtc_session(self, agent_name):
        return lambda entrypoint: entrypoint

class AgentSession(Kept):
    async def start(self, agent, room):
        started.append(agent.instructions)

class inference:
    LLM = Kept

Agent = JobContext = Kept
cli = None
`;
const RUN = `
import asyncio, os
from livekit import agents
import receptionist
job = agents.Kept(metadata=os.environ["METADATA"])
asyncio.run(receptionist.entrypoint(agents.Kept(job=job, room=None)))
print(agents.started[0])
`;

test('so does the agent in Python', { skip: !hasPython }, () => {
  fs.mkdirSync(path.join(folder, 'livekit'), { recursive: true });
  fs.writeFileSync(path.join(folder, 'livekit', 'agents.py'), LIVEKIT);
  const said = execFileSync('python3', ['-c', RUN], {
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH,
      METADATA,
      PYTHONPATH: [folder, example].join(path.delimiter),
      PYTHONDONTWRITEBYTECODE: '1',
    },
  });
  assert.equal(said.trim(), INSTRUCTIONS);
});
