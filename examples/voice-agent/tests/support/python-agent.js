import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import path from 'node:path';

/** Whether this machine has Python. */
export const hasPython = spawnSync('python3', ['--version']).status === 0;

// LiveKit Agents for Python does not come by npm. This keeps what the agent hands to it.
const LIVEKIT = `
class Kept:
    def __init__(self, **options):
        self.__dict__.update(options)

class AgentServer:
    def rtc_session(self):
        return lambda entrypoint: entrypoint

class mcp:
    MCPToolset = MCPServerHTTP = Kept

Agent = AgentSession = JobContext = Kept
cli = inference = None
`;
const DOTENV = 'def load_dotenv(): pass';
const SHOW = `
import json, agent
desk = agent.front_desk()
[toolset] = desk.tools
print(json.dumps({"instructions": desk.instructions, **toolset.mcp_server.__dict__}))
`;

/**
 * What agent.py tells LiveKit of its MCP server, and its instructions.
 *
 * @param {string} example - the folder with agent.py
 * @param {string} folder - an empty one
 * @param {Record<string, string>} settings - what its `.env` has
 * @returns {{ instructions: string, url: string, headers: Record<string, string>,
 *   allowed_tools: string[], client_session_timeout_seconds: number }}
 */
export function readPythonAgent(example, folder, settings) {
  fs.mkdirSync(path.join(folder, 'livekit'), { recursive: true });
  fs.writeFileSync(path.join(folder, 'livekit', 'agents.py'), LIVEKIT);
  fs.writeFileSync(path.join(folder, 'dotenv.py'), DOTENV);
  const shown = execFileSync('python3', ['-c', SHOW], {
    encoding: 'utf8',
    env: {
      ...settings,
      PATH: process.env.PATH,
      PYTHONPATH: [folder, example].join(path.delimiter),
      PYTHONDONTWRITEBYTECODE: '1',
    },
  });
  return JSON.parse(shown);
}
