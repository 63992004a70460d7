import { createInterface } from 'node:readline';

import { AgentSession, initializeLogger, voice } from '@livekit/agents';

import { frontDesk } from './front-desk.js';

/** Stands in for a language model: it understands one sentence, and calls the tool for it. */
class OneSentence extends voice.testing.FakeLLM {
  /** @override @param {string} input */
  lookup(input) {
    const [, summary, day, hour] = /^book (.+) on (\d{4}-\d\d-\d\d) at (\d\d)$/.exec(input) ?? [];
    if (!summary) return undefined;
    const [start, end] = [`${day}T${hour}:00:00`, `${day}T${hour}:30:00`];
    const args = { summary, start, end, timeZone: 'Europe/Berlin' };
    return { input, toolCalls: [{ name: 'create-event', args }] };
  }
}

initializeLogger({ pretty: true, level: 'error' });
const session = new AgentSession({ llm: new OneSentence(), vad: null });
await session.start({ agent: frontDesk() });

const lines = createInterface({ input: process.stdin, output: process.stdout, prompt: 'caller: ' });
lines.prompt();
for await (const line of lines) {
  const run = session.run({ userInput: line });
  await run.wait();
  const [answer] = run.events.filter(({ type }) => type === 'function_call_output');
  if (answer?.type === 'function_call_output') {
    const { output, isError } = answer.item;
    console.log(`agent:  ${(isError ? output : JSON.parse(output)).split('\n')[0]}`);
  } else {
    console.log('agent:  Say, for example: book Cleaning for Ada on 2030-03-05 at 10');
  }
  lines.prompt();
}
await session.close();
