import type { TestGateway } from './gateway.js';

/** What a token endpoint answers, and how. */
export interface TokenAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Sends a form to an endpoint of OAuth. */
export async function sendForm(
  { url }: Pick<TestGateway, 'url'>,
  path: string,
  form: string | Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<TokenAnswer> {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(form).toString(),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
  };
}

/** Asks `/oauth/token` for a token, by the grant `client_credentials` unless told otherwise. */
export function requestToken(
  gateway: Pick<TestGateway, 'url'>,
  form: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<TokenAnswer> {
  return sendForm(gateway, '/oauth/token', { grant_type: 'client_credentials', ...form }, headers);
}

/** `Authorization: Basic` as RFC 6749 section 2.3.1 has it. */
export function basic(clientId: string, secret: string): Record<string, string> {
  const encoded = [clientId, secret].map((half) =>
    new URLSearchParams({ half }).toString().slice('half='.length),
  );
  return { authorization: `Basic ${Buffer.from(encoded.join(':')).toString('base64')}` };
}
