/** What {@link loadWithRotations} does. */
export interface RotationLoad {
  /** Gateways on one database; requests and rotations go to them in turn. */
  readonly urls: readonly string[];
  /** The headers of a superuser. */
  readonly superuser: Readonly<Record<string, string>>;
  readonly agents: number;
  readonly rotations: number;
  /** How many rotations are under way at a time. */
  readonly rotators: number;
  /** How long a replaced token stays good. */
  readonly overlapSeconds: number;
  /** The agents' clock, in milliseconds since 1970. */
  readonly now: () => number;
  /** Called after each rotation. */
  readonly onRotation?: () => void;
}

/** What became of it. */
export interface RotationLoadResult {
  readonly rotations: number;
  readonly requests: number;
  /** How often an agent fetched its token because `refreshAt` had come. */
  readonly refreshes: number;
  /** Answers of 401, after each of which the agent fetched its token and tried once more. */
  readonly retried: number;
  /** Requests that were not answered as they should be, the second try included. */
  readonly refused: number;
  /** What the first of those was answered. */
  readonly firstRefusal: string | undefined;
  readonly seconds: number;
}

/** The shortest lifetime there is, so that `refreshAt` comes during a run: 40 s after the issue. */
const TTL_SECONDS = 60;

const GENERATE = `mutation ($input: GenerateTokenInput!) { generateToken(input: $input) { token } }`;
const CREATE_KEY = `mutation ($input: CreateAgentKeyInput!) { createAgentKey(input: $input) { key } }`;
const ROTATE = `mutation ($input: RotateTokenInput!) { rotateToken(input: $input) { token } }`;
const CURRENT = `query ($agent: String!) { currentToken(agent: $agent) { token refreshAt } }`;
const VIEWER = `{ viewer { name } }`;

interface Answer {
  readonly status: number;
  readonly text: string;
}

/**
 * Has agents work without a pause while a superuser rotates their tokens all the time. They refresh
 * as told: from `refreshAt` on, and once on a 401.
 *
 * @throws Error when a rotation or the preparation fails
 */
export async function loadWithRotations(load: RotationLoad): Promise<RotationLoadResult> {
  const agents = await Promise.all(
    Array.from({ length: load.agents }, (_, number) =>
      WorkingAgent.enrol(load, `worker-${number}`),
    ),
  );
  const startedAtMs = performance.now();
  const working = agents.map((agent) => agent.work());
  let begun = 0;
  const rotate = async (): Promise<void> => {
    while (begun < load.rotations) {
      const number = begun;
      begun += 1;
      const agent = agents[number % agents.length]?.name;
      const input = { agent, overlapSeconds: load.overlapSeconds };
      await mustSucceed(urlOf(load, number), ROTATE, { input }, load.superuser);
      load.onRotation?.();
    }
  };
  try {
    await Promise.all(Array.from({ length: load.rotators }, rotate));
  } finally {
    for (const agent of agents) agent.stop();
    await Promise.all(working);
  }
  const sum = (take: (agent: WorkingAgent) => number): number =>
    agents.reduce((total, agent) => total + take(agent), 0);
  return {
    rotations: begun,
    requests: sum((agent) => agent.requests),
    refreshes: sum((agent) => agent.refreshes),
    retried: sum((agent) => agent.retried),
    refused: sum((agent) => agent.refused),
    firstRefusal: agents.find((agent) => agent.refused > 0)?.firstRefusal,
    seconds: (performance.now() - startedAtMs) / 1000,
  };
}

class WorkingAgent {
  readonly name: string;
  readonly #load: RotationLoad;
  readonly #key: string;
  #token = '';
  #refreshAtMs = 0;
  #isStopped = false;
  requests = 0;
  refreshes = 0;
  retried = 0;
  refused = 0;
  firstRefusal: string | undefined;

  private constructor(load: RotationLoad, name: string, key: string) {
    this.#load = load;
    this.name = name;
    this.#key = key;
  }

  static async enrol(load: RotationLoad, name: string): Promise<WorkingAgent> {
    const url = urlOf(load, 0);
    const input = { provider: 'LIVEKIT', agent: name, ttlSeconds: TTL_SECONDS };
    await mustSucceed(url, GENERATE, { input }, load.superuser);
    const made = await mustSucceed(url, CREATE_KEY, { input: { agent: name } }, load.superuser);
    const { data } = JSON.parse(made) as { data: { createAgentKey: { key: string } } };
    const agent = new WorkingAgent(load, name, data.createAgentKey.key);
    await agent.#fetchToken();
    return agent;
  }

  stop(): void {
    this.#isStopped = true;
  }

  async work(): Promise<void> {
    while (!this.#isStopped) {
      if (this.#load.now() >= this.#refreshAtMs) {
        this.refreshes += 1;
        await this.#fetchToken();
      }
      const answer = await this.#ask();
      if (answer.status === 401) {
        this.retried += 1;
        await this.#fetchToken();
        this.#judge(await this.#ask());
      } else this.#judge(answer);
    }
  }

  #ask(): Promise<Answer> {
    this.requests += 1;
    const url = urlOf(this.#load, this.requests);
    return post(url, VIEWER, {}, { 'x-livekit-token': this.#token });
  }

  #judge({ status, text }: Answer): void {
    if (status === 200 && text.includes(`"name":"${this.name}"`)) return;
    this.refused += 1;
    this.firstRefusal ??= `${status}: ${text}`;
  }

  async #fetchToken(): Promise<void> {
    const url = urlOf(this.#load, this.requests);
    const headers = { authorization: `Bearer ${this.#key}` };
    const text = await mustSucceed(url, CURRENT, { agent: this.name }, headers);
    const { data } = JSON.parse(text) as {
      data: { currentToken: { token: string; refreshAt: string } };
    };
    this.#token = data.currentToken.token;
    this.#refreshAtMs = Date.parse(data.currentToken.refreshAt);
  }
}

function urlOf({ urls }: RotationLoad, number: number): string {
  return urls[number % urls.length] ?? '';
}

async function mustSucceed(
  url: string,
  query: string,
  variables: unknown,
  headers: Readonly<Record<string, string>>,
): Promise<string> {
  const { status, text } = await post(url, query, variables, headers);
  if (status !== 200) throw new Error(`Answered ${status}: ${text}`);
  return text;
}

async function post(
  url: string,
  query: string,
  variables: unknown,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, text: await response.text() };
}
