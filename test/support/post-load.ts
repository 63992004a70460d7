import { Agent, request } from 'node:http';

/** POSTs that are sent without a pause, and what became of them. */
export interface PostLoad {
  readonly sent: number;
  /** Those that were not answered with 200 and the expected body. */
  readonly lost: readonly string[];
  /** Lets what is under way finish, and sends no more. */
  stop(): Promise<void>;
}

/** What is sent. */
export interface PostLoadOptions {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
  /** A part of every answer's body. */
  readonly expected: string;
  /** How many clients there are, each with a connection that it keeps. */
  readonly clients: number;
}

/** Begins to send. */
export function startPostLoad(options: PostLoadOptions): PostLoad {
  const agent = new Agent({ keepAlive: true, maxSockets: options.clients });
  const lost: string[] = [];
  let sent = 0;
  let isStopped = false;
  const work = async (): Promise<void> => {
    while (!isStopped) {
      sent += 1;
      const problem = await post(options, agent);
      if (problem !== undefined) lost.push(problem);
    }
  };
  const working = Array.from({ length: options.clients }, work);
  return {
    get sent() {
      return sent;
    },
    lost,
    stop: async () => {
      isStopped = true;
      await Promise.all(working);
      agent.destroy();
    },
  };
}

/** Resolves with what is wrong with the answer, if anything is. */
function post(options: PostLoadOptions, agent: Agent): Promise<string | undefined> {
  const { url, body, expected } = options;
  const headers = {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    ...options.headers,
  };
  return new Promise((resolve) => {
    const sending = request(url, { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.once('error', (error) => resolve(String(error)));
      response.once('end', () => {
        const isGood = response.statusCode === 200 && text.includes(expected);
        resolve(isGood ? undefined : `${response.statusCode ?? 0}: ${text.slice(0, 200)}`);
      });
    });
    sending.once('error', (error) => resolve(String(error)));
    sending.end(body);
  });
}
