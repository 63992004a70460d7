import { fileURLToPath } from 'node:url';

import { AgentSession, cli, defineAgent, inference, ServerOptions } from '@livekit/agents';

import { frontDesk } from './front-desk.js';

export default defineAgent({
  entry: async ({ room }) => {
    const session = new AgentSession({
      stt: new inference.STT({ model: 'deepgram/nova-3' }),
      llm: new inference.LLM({ model: 'openai/gpt-4.1-mini' }),
      tts: new inference.TTS({ model: 'cartesia/sonic-3' }),
    });
    await session.start({ agent: frontDesk(), room });
    session.generateReply({ instructions: 'Greet the caller, and ask how you can help.' });
  },
});

cli.runApp(new ServerOptions({ agent: fileURLToPath(import.meta.url) }));
