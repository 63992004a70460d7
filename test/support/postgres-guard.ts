import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Ends a server and removes its folder when this process ends, however that happens.
 *
 * The guard is a shell that reads from a pipe only this process holds. The kernel closes that pipe
 * on a normal exit, on SIGINT, on a crash and on SIGKILL alike, which `process.on('exit')` does not
 * cover; the shell then stops the process it was told of last and deletes the folder. It runs in a
 * session of its own, so Ctrl-C in the terminal does not end it before its work is done.
 */
export interface PostgresGuard {
  /** Tells the guard which process to end; 0 when there is none. */
  watch(pid: number): void;
  /** Does at once what would be done at the end of this process; resolves when it is done. */
  release(): Promise<void>;
}

// SIGQUIT is PostgreSQL's immediate shutdown; a paused server needs SIGCONT to hear it. A server
// that was killed leaves its lock file, whose 7th line names a System V segment nobody else would
// free.
const SCRIPT = `
pid=0
while read -r line; do pid=$line; done
if [ "$pid" -gt 0 ] && kill -QUIT "$pid"; then
  kill -CONT "$pid"
  tries=0
  while kill -0 "$pid" && [ "$tries" -lt 200 ]; do sleep 0.05; tries=$((tries + 1)); done
  kill -KILL "$pid"
fi
lock="$1/data/postmaster.pid"
if [ -f "$lock" ]; then ipcrm -m "$(sed -n '7s/.* //p' "$lock")"; fi
rm -rf -- "$1" || { sleep 1; rm -rf -- "$1"; }
`;

/** Starts a guard over `folder`, as the account of this process. */
export function startGuard(folder: string): PostgresGuard {
  const shell = spawn('/bin/sh', ['-c', SCRIPT, 'postgres-guard', folder], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // A caller that forgets to stop its server must still be able to end.
  shell.unref();
  (shell.stdin as unknown as { unref(): void }).unref();
  shell.stdin.on('error', () => undefined);
  return {
    watch: (pid) => void shell.stdin.write(`${pid}\n`),
    async release() {
      shell.stdin.end();
      while (shell.exitCode === null && shell.signalCode === null) await sleep(5);
    },
  };
}
