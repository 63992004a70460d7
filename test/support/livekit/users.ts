import { writeFileSync } from 'node:fs';
import path from 'node:path';

import type { ErrorBody, TestGateway } from '../gateway.js';
import { makeFolder } from '../leftovers.js';

/** What users' JWTs name in `aud`. */
export const USERS_AUDIENCE = 'livekit-rooms';

/** Writes rules for users into a file of their own. */
export function writeUserRules(rules: unknown): string {
  const file = path.join(makeFolder(), 'livekit-users.json');
  writeFileSync(file, typeof rules === 'string' ? rules : JSON.stringify(rules));
  return file;
}

/** What `/livekit/token` answered. */
export interface EndpointAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    readonly server_url: string;
    readonly participant_token: string;
    readonly room_name: string;
    readonly participant_name: string;
    readonly errors?: readonly ErrorBody[];
  };
  /** The message of the first error. */
  readonly message: string;
  /** The code of the first error, and its reason. */
  readonly refusal: readonly [code: string | undefined, reason: string | undefined];
}

/** Asks `/livekit/token` by a JWT. */
export async function askAs(
  { url }: Pick<TestGateway, 'url'>,
  jwt: string,
  body: object = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<EndpointAnswer> {
  const response = await fetch(`${url}/livekit/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${jwt}`, ...headers },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as EndpointAnswer['body'];
  const [first] = answer.errors ?? [];
  return {
    status: response.status,
    headers: response.headers,
    body: answer,
    message: first?.message ?? '',
    refusal: [first?.extensions.code, first?.extensions.reason],
  };
}
