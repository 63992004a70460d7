import type { Argument, Command, Option } from 'commander';

/** Something that can stand where the cursor is. */
export interface Candidate {
  readonly value: string;
  /** What it is, for shells that show it. */
  readonly about: string;
}

/** The path of a file, which the shell completes better. */
export const FILES = 'files';

/** Looks up what an option or an argument can be. */
export type ValuesOf = (
  taker: Argument | Option,
  command: Command,
) => Promise<readonly Candidate[] | typeof FILES>;

/**
 * What can stand in place of the last word of a command line.
 *
 * @param root - the program's commands
 * @param words - those behind the program's name, the unfinished one included, empty as it may be
 */
export async function complete(
  root: Command,
  words: readonly string[],
  valuesOf: ValuesOf,
): Promise<readonly Candidate[] | typeof FILES> {
  // Shells that break words at "=" hand it over as a word.
  const isBroken = words.at(-1) === '=';
  const typed = isBroken ? '' : (words.at(-1) ?? '');
  const place = placeAfter(root, isBroken ? words : words.slice(0, -1));
  const { command, option, used } = place;
  if (option && !(option.variadic && typed.startsWith('-'))) {
    return startingWith(typed, await valuesOf(option, command));
  }
  if (typed.startsWith('-') && !place.isPastOptions) {
    const [name, value] = split(typed);
    const named = optionNamed(name, command);
    if (value === undefined) return startingWith(typed, unused(optionsOf(command), used));
    if (!named || !takesValue(named)) return [];
    const found = startingWith(value, await valuesOf(named, command));
    return found === FILES
      ? found
      : found.map((one) => ({ ...one, value: `${name}=${one.value}` }));
  }
  if (command.commands.length > 0) {
    return place.arguments === 0 ? startingWith(typed, commandsOf(command)) : [];
  }
  const last = command.registeredArguments.at(-1);
  const argument =
    command.registeredArguments[place.arguments] ?? (last?.variadic === true ? last : undefined);
  return argument ? startingWith(typed, await valuesOf(argument, command)) : [];
}

/** Where a command line is after some words. */
interface Place {
  readonly command: Command;
  /** The option whose value comes next. */
  readonly option: Option | undefined;
  readonly used: ReadonlySet<Option>;
  /** How many arguments of the command there are already. */
  readonly arguments: number;
  readonly isPastOptions: boolean;
}

function placeAfter(root: Command, words: readonly string[]): Place {
  const used = new Set<Option>();
  let command = root;
  let option: Option | undefined;
  let count = 0;
  let isPastOptions = false;
  for (const word of words) {
    if (option && (word === '=' || !word.startsWith('-'))) {
      if (word !== '=' && !option.variadic) option = undefined;
    } else if (!isPastOptions && word.startsWith('-')) {
      isPastOptions = word === '--';
      const [name, value] = split(word);
      const named = optionNamed(name, command);
      if (named) used.add(named);
      option = named && takesValue(named) && value === undefined ? named : undefined;
    } else {
      const below = count === 0 ? command.commands.find((one) => one.name() === word) : undefined;
      if (below) command = below;
      else count += 1;
    }
  }
  return { command, option, used, arguments: count, isPastOptions };
}

/** `--name=value` in its parts. */
function split(word: string): [name: string, value?: string] {
  const at = word.indexOf('=');
  return at === -1 ? [word] : [word.slice(0, at), word.slice(at + 1)];
}

function optionNamed(name: string, command: Command): Option | undefined {
  return optionsOf(command).find(({ short, long }) => name === short || name === long);
}

function takesValue(option: Option): boolean {
  return option.required || option.optional;
}

function optionsOf(command: Command): readonly Option[] {
  const help = command.createHelp();
  const global = help.visibleGlobalOptions(command).filter((one) => one.long !== '--version');
  return [...help.visibleOptions(command), ...global];
}

function unused(options: readonly Option[], used: ReadonlySet<Option>): Candidate[] {
  return options
    .filter((option) => option.variadic || !used.has(option))
    .map((option) => ({ value: option.long ?? option.flags, about: option.description }));
}

function commandsOf(command: Command): Candidate[] {
  return command
    .createHelp()
    .visibleCommands(command)
    .map((one) => ({ value: one.name(), about: one.description() }));
}

function startingWith(
  typed: string,
  found: readonly Candidate[] | typeof FILES,
): readonly Candidate[] | typeof FILES {
  return found === FILES ? found : found.filter(({ value }) => value.startsWith(typed));
}
