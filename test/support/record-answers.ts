// Keeps each answer that is an error, and what is stored on servers
// that tests start for themselves.
import { onServerStop } from './postgres-server.js';
import { evidence } from './run-evidence.js';

const ask = globalThis.fetch;

globalThis.fetch = async (...request) => {
  const response = await ask(...request);
  const type = response.headers.get('content-type') ?? '';
  if (response.status >= 400) evidence.record('error answers', await response.clone().text());
  else if (/\bjson\b/.test(type))
    evidence.record('error answers', errorsIn(await response.clone().text()));
  return response;
};

onServerStop((databaseUrl) => evidence.recordDatabase(databaseUrl));

/** The errors of a GraphQL answer whose data may be secret. */
function errorsIn(body: string): string {
  if (!body.includes('"errors"')) return '';
  return JSON.stringify((JSON.parse(body) as { errors?: unknown }).errors ?? '');
}
