import type { Argument, Command, HelpConfiguration } from 'commander';

import { providers, typedId } from '../providers/registry.js';

/** The headings under which the help lists commands. */
export const HELP_GROUPS = {
  start: 'Start:',
  agents: 'Agents:',
  access: 'Who may do what:',
  operate: 'Operate:',
  other: 'Other:',
} as const;

/** How the help of every command is laid out. */
export const HELP_LAYOUT: HelpConfiguration = {
  // Without "[options]", which all have.
  subcommandTerm: (command) =>
    [command.name(), ...command.registeredArguments.map(termOf)].join(' '),
};

const widest = Math.max(...providers.map((one) => typedId(one).length));

/** The providers, as people type them: `livekit or google-calendar-mcp`. */
export const PROVIDER_IDS = providers.map(typedId).join(' or ');

/** Every scope that a token can have, by provider, for the help of commands that take scopes. */
export const SCOPES = [
  'Scopes:',
  ...providers.map((one) => `  ${typedId(one).padEnd(widest)}  ${one.scopes.join(' ')}`),
].join('\n');

/** A provider for examples. */
export const EXAMPLE_PROVIDER = typedId(providers[0] ?? { id: '' });

/** How durations are written, for the help of commands that take one. */
export const DURATION =
  'A duration is a number of seconds, or one with its unit: 90m, 12h, 30d, 4w.';

/**
 * Shows text and examples below a command's help.
 *
 * @param examples - each without the program's name
 */
export function withExamples(
  command: Command,
  examples: readonly string[],
  text?: string,
): Command {
  const lines = examples.map((line) => `  token-gateway ${line}`);
  const above = text === undefined ? [] : ['', text];
  return command.addHelpText('after', [...above, '', 'Examples:', ...lines].join('\n'));
}

function termOf(argument: Argument): string {
  const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
  return argument.required ? `<${name}>` : `[${name}]`;
}
