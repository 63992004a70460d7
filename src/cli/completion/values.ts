import type { Argument, Command, Option } from 'commander';

import { GATEWAY_SCOPES } from '../../google/oauth/scopes.js';
import { AUDIT_ACTION_DESCRIPTIONS } from '../../platform/audit-action.js';
import { ALL_SCOPES, providers, typedId } from '../../providers/registry.js';
import { TOKEN_STATUSES } from '../../tokens/token.js';
import { agentNames } from './agent-names.js';
import { FILES, type Candidate } from './complete.js';

type Values = () => readonly Candidate[] | typeof FILES | Promise<readonly Candidate[]>;

const plain = (values: readonly string[]): Candidate[] =>
  values.map((value) => ({ value, about: '' }));

const named = async (): Promise<Candidate[]> => plain(await agentNames());
const files = (): typeof FILES => FILES;

/** By the name of an option or argument, or by that of its group of commands and its own. */
const VALUES: Readonly<Record<string, Values>> = {
  agent: named,
  agents: named,
  provider: () =>
    providers.map((one) => ({ value: typedId(one), about: `for ${one.displayName}` })),
  scopes: () => plain(ALL_SCOPES),
  'google scopes': () => plain(GATEWAY_SCOPES),
  status: () => plain(TOKEN_STATUSES),
  action: () =>
    Object.entries(AUDIT_ACTION_DESCRIPTIONS).map(([value, about]) => ({ value, about })),
  file: files,
  against: files,
  refreshTokenFile: files,
  keyFile: files,
};

/** What an option or an argument of our commands can be; nothing where anything can. */
export async function valuesOf(
  taker: Argument | Option,
  command: Command,
): Promise<readonly Candidate[] | typeof FILES> {
  if (taker.argChoices) return plain(taker.argChoices);
  const name = 'attributeName' in taker ? taker.attributeName() : taker.name();
  const values = VALUES[`${command.parent?.name() ?? ''} ${name}`] ?? VALUES[name];
  return (await values?.()) ?? [];
}
