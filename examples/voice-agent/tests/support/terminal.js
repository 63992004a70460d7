import { spawn } from 'node:child_process';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

/** Bound for a hang, not for speed: a busy machine is ten times slower. */
const LIMIT_MS = 120_000;

/** A terminal: commands run in it one after the other, as in one folder and one environment. */
export class Terminal {
  /** @type {import('node:child_process').ChildProcessWithoutNullStreams | undefined} */
  #child;
  #printed = '';
  #from = 0;
  #folder;
  #env;

  /**
   * @param {string} folder
   * @param {Record<string, string>} env
   */
  constructor(folder, env) {
    this.#folder = folder;
    this.#env = env;
  }

  /** What was printed so far. */
  get printed() {
    return this.#printed;
  }

  /**
   * Starts a command, after ending the one that still runs.
   *
   * @param {string} command - may begin with `cd FOLDER &&`, which stays for those after it
   */
  async start(command) {
    await this.close();
    const [, folder, rest] = /^cd (\S+) && (.*)$/s.exec(command) ?? [];
    if (folder) this.#folder = path.join(this.#folder, folder);
    // As a group of its own, which can be ended as a whole.
    const child = spawn('bash', ['-e', '-c', rest ?? command], {
      cwd: this.#folder,
      env: this.#env,
      detached: true,
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (this.#printed += text));
    }
    child.stdin.on('error', () => undefined);
    this.#child = child;
  }

  /** @param {string} line */
  type(line) {
    this.#child?.stdin.write(`${line}\n`);
  }

  /**
   * Waits until something is printed that was not there when this was last called.
   *
   * @param {RegExp} pattern
   * @returns {Promise<RegExpExecArray>}
   */
  async until(pattern) {
    const deadline = performance.now() + LIMIT_MS;
    for (;;) {
      const found = pattern.exec(this.#printed.slice(this.#from));
      if (found) {
        this.#from += found.index + found[0].length;
        return found;
      }
      if (this.#child?.exitCode != null || performance.now() > deadline) {
        throw new Error(`${pattern} was not printed:\n${this.#printed.slice(this.#from)}`);
      }
      await sleep(20);
    }
  }

  /** Ends what still runs in it, and all that it started. */
  async close() {
    const child = this.#child;
    this.#child = undefined;
    if (child?.pid === undefined || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once('close', resolve));
    process.kill(-child.pid, 'SIGKILL');
    await ended;
  }
}
