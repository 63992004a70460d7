import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect } from 'vitest';

/** The part of an OpenAPI description that answers are held against. */
interface Description {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<Record<string, { readonly responses: Readonly<Record<string, unknown>> }>>
    >
  >;
}

/** What tests read of an answer: its fields, or an error's. */
interface RestBody {
  readonly detail: string;
  readonly code: string;
  readonly id: string;
  readonly agent_name: string;
  readonly token: string;
  readonly note: string | null;
  readonly created_at: string;
  readonly expires_at: string;
  readonly valid: boolean;
  readonly message: string;
}

/** An answer of the older REST paths. */
export interface RestAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: RestBody;
  /** The body where it is a list. */
  readonly list: readonly RestBody[];
}

/** How a request differs from a plain GET. */
export interface RestRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
}

/** Asks a REST path, below `/api`. */
export type AskRest = (path: string, request?: RestRequest) => Promise<RestAnswer>;

/** Makes what asks a gateway's REST paths and holds each answer against their description. */
export async function restApi(url: string): Promise<AskRest> {
  const description = (await (await fetch(`${url}/api/openapi.json`)).json()) as Description;
  const schemas = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(schemas);
  schemas.addSchema(description, 'api');
  return async (path, { method = 'GET', headers = {}, json, form } = {}) => {
    const response = await fetch(`${url}/api${path}`, {
      method,
      headers: { ...(json !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(json !== undefined && { body: typeof json === 'string' ? json : JSON.stringify(json) }),
      ...(form && { body: new URLSearchParams(form) }),
    });
    const body: unknown = await response.json();
    const schema = schemaFor(description, `/api${path}`, method, response.status);
    schemas.validate({ $ref: `api#${schema}` }, body);
    const problems = schemas.errors ?? [];
    expect(problems, `${method} ${path} answers what its description does not know`).toEqual([]);
    return {
      status: response.status,
      headers: response.headers,
      body: body as RestBody,
      list: Array.isArray(body) ? (body as RestBody[]) : [],
    };
  };
}

/** Where the description of an answer is; what no path describes must be an error. */
function schemaFor({ paths }: Description, path: string, method: string, status: number): string {
  const plain = `${(path.split('?', 1)[0] ?? '').replace(/\/$/, '')}/`;
  const template =
    plain in paths
      ? plain
      : Object.keys(paths).find((one) =>
          new RegExp(`^${one.replace(/\{\w+\}/g, '[^/]+')}$`).test(plain),
        );
  const verb = method.toLowerCase();
  const responses = template === undefined ? undefined : paths[template]?.[verb]?.responses;
  if (template === undefined || !responses) return '/components/schemas/Error';
  const response = responses[String(status)];
  expect(response, `${method} ${template} is not known to answer ${String(status)}`).toBeDefined();
  const { $ref: ref } = response as { $ref?: string };
  const place =
    ref?.slice(1) ?? `/paths/${template.replaceAll('/', '~1')}/${verb}/responses/${String(status)}`;
  return `${encodeURI(place)}/content/application~1json/schema`;
}
