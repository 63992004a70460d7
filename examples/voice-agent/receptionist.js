import { fileURLToPath } from 'node:url';

import { Agent, AgentSession, cli, defineAgent, inference, ServerOptions } from '@livekit/agents';

export default defineAgent({
  entry: async (ctx) => {
    // The dispatch rule says this, and no caller has a say in it.
    const { desk, caller } = JSON.parse(ctx.job.metadata);
    const session = new AgentSession({ llm: new inference.LLM({ model: 'openai/gpt-4.1-mini' }) });
    const agent = Agent.create({
      instructions: `You receive callers at the desk ${desk}. The caller is ${caller}.`,
    });
    await session.start({ agent, room: ctx.room });
  },
});

const file = fileURLToPath(import.meta.url);
if (process.argv[1] === file) {
  cli.runApp(new ServerOptions({ agent: file, agentName: 'receptionist' }));
}
