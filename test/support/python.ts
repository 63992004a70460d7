import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const examples = fileURLToPath(new URL('../../examples/python', import.meta.url));

/** Whether this machine has Python, and a module for it. */
export function hasPythonModule(name: string): boolean {
  return spawnSync('python3', ['-c', `import ${name}`]).status === 0;
}

/** A Python of this machine that has all of these modules: the first one, or Debian's. */
export function pythonWith(...modules: readonly string[]): string | undefined {
  const imports = `import ${modules.join(', ')}`;
  return ['python3', '/usr/bin/python3'].find(
    (python) => spawnSync(python, ['-c', imports]).status === 0,
  );
}

/** A Python program that answers each line it reads with a line. */
export interface PythonProgram {
  /** Resolves with what it prints next; with its last words where it has ended instead. */
  readonly ask: (line: string) => Promise<string>;
  readonly stop: () => Promise<void>;
}

/** Starts a program beside the examples, which it can import. */
export function startPython(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  interpreter = 'python3',
): PythonProgram {
  const python = spawn(interpreter, ['-c', program, ...args], {
    env: { ...process.env, PYTHONPATH: examples, PYTHONDONTWRITEBYTECODE: '1', ...env },
  });
  const lines = createInterface(python.stdout);
  const printed = lines[Symbol.asyncIterator]();
  let complaint = '';
  python.stderr.on('data', (text: Buffer) => (complaint += text.toString()));
  const ended = new Promise<void>((resolve) => python.once('close', () => resolve()));
  // It may have ended by itself; what it said is what the test is shown.
  python.stdin.on('error', () => undefined);
  return {
    ask: async (line) => {
      python.stdin.write(`${line}\n`);
      const next = await printed.next();
      if (!next.done) return next.value;
      await ended;
      return complaint;
    },
    stop: async () => {
      lines.close();
      python.kill();
      await ended;
    },
  };
}
