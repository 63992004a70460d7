import { CommanderError } from 'commander';

import { loadAgentSettings, loadConfig, loadRemoteSettings, secretsOf } from '../config/load.js';
import {
  CONFIG_EXIT_CODE,
  DomainError,
  StartupError,
  type ArgumentProblem,
  type ErrorCode,
} from '../platform/errors.js';
import { writeErrorLine } from '../platform/log/write-line.js';
import { createRedact } from '../platform/secrets/redact.js';

const FAILED = 1;
const WRONG_USAGE = 2;

/** Why a command could not do what it was asked for. */
interface Failure {
  readonly exitCode: number;
  /** A code of the API's errors, or that settings or what the command needs are not right. */
  readonly code: ErrorCode | 'INVALID_SETTINGS' | 'STARTUP_FAILED';
  readonly message: string;
  readonly reason?: string | undefined;
  readonly problems?: readonly ArgumentProblem[] | undefined;
  readonly retryAfterSeconds?: number | undefined;
  /** Where in the program it happened, for an error that nobody foresaw. */
  readonly stack?: string | undefined;
}

/** Whether arguments ask for JSON, however wrong the rest of them is. */
export function wantsJson(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return args.slice(0, end === -1 ? args.length : end).includes('--json');
}

/**
 * Says on standard error why a command failed: in a sentence, or as one line of JSON. Standard
 * output has results and nothing else, so that no program takes an error for one.
 *
 * @returns the exit code: 1 failed, 2 wrong usage, 78 settings that cannot be used
 */
export function reportFailure(error: unknown, asJson: boolean): number {
  const { exitCode, stack, ...said } = failureOf(error);
  const redact = createRedact(knownSecrets());
  if (asJson) writeErrorLine(redact(JSON.stringify({ error: said })));
  // Commander has said it already.
  else if (!(error instanceof CommanderError)) writeErrorLine(redact(stack ?? said.message));
  return exitCode;
}

function failureOf(error: unknown): Failure {
  if (error instanceof CommanderError) {
    const message = error.message.replace(/^error: /, '');
    return { exitCode: WRONG_USAGE, code: 'BAD_USER_INPUT', message };
  }
  if (error instanceof StartupError) {
    const { exitCode, message } = error;
    const code = exitCode === CONFIG_EXIT_CODE ? 'INVALID_SETTINGS' : 'STARTUP_FAILED';
    return { exitCode, code, message };
  }
  if (error instanceof DomainError) {
    const { code, message, reason, problems, retryAfterSeconds } = error;
    return {
      exitCode: code === 'BAD_USER_INPUT' ? WRONG_USAGE : FAILED,
      code,
      message,
      reason,
      problems: problems.length > 0 ? problems : undefined,
      retryAfterSeconds,
    };
  }
  const message = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error ? error.stack : undefined;
  const said = 'Something went wrong in token-gateway itself. Report it with what is said here';
  return {
    exitCode: FAILED,
    code: 'INTERNAL_SERVER_ERROR',
    message: `${said}: ${message}`,
    stack: `${said}:\n${stack ?? message}`,
  };
}

/** The secrets of the settings, as far as those can be read. */
function knownSecrets(): readonly string[] {
  return [() => secretsOf(loadConfig()), remoteKey, agentKey].flatMap(secretsOrNone);
}

function remoteKey(): readonly string[] {
  const remote = loadRemoteSettings(undefined);
  return remote ? [remote.key] : [];
}

function agentKey(): readonly string[] {
  const { agentKey: key } = loadAgentSettings();
  return key === undefined ? [] : [key];
}

function secretsOrNone(read: () => readonly string[]): readonly string[] {
  try {
    return read();
  } catch {
    return [];
  }
}
