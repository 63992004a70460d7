import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** Asks whoever sits at the terminal, on standard error. */
export interface Terminal {
  /** Resolves with the answer, without spaces around it; a secret is not shown as it is typed. */
  ask(question: string, options: { readonly isSecret: boolean }): Promise<string>;
  close(): void;
}

/** Opens the terminal for questions. */
export function openTerminal(): Terminal {
  const screen = { isMuted: false };
  const output = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      if (!screen.isMuted) process.stderr.write(chunk);
      done();
    },
  });
  const terminal = createInterface({ input: process.stdin, output, terminal: true });
  return {
    ask: async (question, { isSecret }) => {
      const asked = terminal.question(question);
      screen.isMuted = isSecret;
      try {
        return (await asked).trim();
      } finally {
        if (isSecret) process.stderr.write('\n');
        screen.isMuted = false;
      }
    },
    close: () => {
      terminal.close();
    },
  };
}
