import { CONFIG_EXIT_CODE, StartupError } from '../platform/errors.js';
import { nearName } from '../platform/text/near-name.js';
import { SETTING_EXAMPLES } from './examples.js';
import { fileSetting, namesOf, type Given, type Shapes } from './given.js';

/** What is wrong with settings, gathered for one message. */
export class SettingProblems {
  readonly #given: Given;
  readonly #shapes: Shapes;
  readonly #problems: Map<string, string>;

  constructor(given: Given, shapes: Shapes) {
    this.#given = given;
    this.#shapes = shapes;
    this.#problems = new Map(
      [...given.fileProblems].map(([name, problem]) => [fileSetting(name), problem]),
    );
  }

  /** Whether nothing is wrong. */
  get isEmpty(): boolean {
    return this.#problems.size === 0;
  }

  /**
   * Adds what is wrong with a setting, unless something is already, or nobody knows its value
   * because its file cannot be used.
   *
   * @param problem - a predicate that does not repeat the value, as in `must be a port`
   */
  add(name: string, problem: string): void {
    if (this.#given.fileProblems.has(name) || this.#problems.has(name)) return;
    this.#problems.set(name, problem);
  }

  /** The one message: every wrong setting, what is wrong with it and a good example. */
  toError(): StartupError {
    const lines = [...this.#problems].map(
      ([name, problem]) =>
        `  ${this.#subject(name)} ${problem}${this.#meant(name)}${example(name)}`,
    );
    return new StartupError(
      `${String(lines.length)} of the settings cannot be used:\n${lines.join('\n')}`,
      { exitCode: CONFIG_EXIT_CODE },
    );
  }

  #subject(name: string): string {
    return this.#given.inFiles.has(name) ? `${name} (from ${fileSetting(name)})` : name;
  }

  /** Asks whether a name that no setting has was a slip, where the setting is missing. */
  #meant(name: string): string {
    const { texts } = this.#given;
    if (name in texts) return '';
    const names = namesOf(this.#shapes);
    const others = Object.keys(texts).filter((other) => !names.includes(other));
    for (const meant of [name, fileSetting(name)].filter((each) => names.includes(each))) {
      const found = nearName(meant, others);
      if (found !== undefined) return ` (${found} is set; did you mean ${meant}?)`;
    }
    return '';
  }
}

function example(name: string): string {
  const value = SETTING_EXAMPLES[name] ?? fileExample(name);
  return value === undefined ? '' : `; for example ${name}=${value}`;
}

/** Where Docker puts a secret. */
function fileExample(name: string): string | undefined {
  const secret = /^(.+)_FILE$/.exec(name)?.[1];
  return secret && `/run/secrets/${secret.toLowerCase()}`;
}
