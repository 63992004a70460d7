import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

const MOST_KIBIBYTES = 64;

/** A path that may be shown. Anything else may be the secret itself, given by mistake. */
const SHOWN_PATH = /^[/.][^\p{Cc}]{0,500}$/u;

/** A secret that is in a file, or why it is not. */
export type FileSecret =
  | { readonly text: string; readonly problem?: undefined }
  | { readonly text?: undefined; readonly problem: string };

/**
 * Reads a secret from a file, as Docker, Kubernetes and systemd put it there: UTF-8 text, without
 * its last line end. A problem names the path and never what is in the file.
 */
export function readSecretFile(path: string): FileSecret {
  try {
    return { text: secretIn(bytesOf(path)) };
  } catch (error) {
    const file = SHOWN_PATH.test(path) ? path : 'the file that it names';
    return { problem: `cannot be used: ${file} ${whyNot(error)}` };
  }
}

class Unusable extends Error {}

function bytesOf(path: string): Uint8Array {
  // A pipe that nobody writes to would keep the start waiting.
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stat = fstatSync(file);
    if (stat.isDirectory()) throw new Unusable('is a folder');
    if (!stat.isFile()) throw new Unusable('is not a plain file');
    const bytes = new Uint8Array(MOST_KIBIBYTES * 1024 + 1);
    const length = readSync(file, bytes);
    if (length === bytes.length) {
      throw new Unusable(`is larger than ${String(MOST_KIBIBYTES)} KiB`);
    }
    return bytes.subarray(0, length);
  } finally {
    closeSync(file);
  }
}

function secretIn(bytes: Uint8Array): string {
  if (bytes.includes(0)) throw new Unusable('has a NUL byte in it');
  let text;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Unusable('is not UTF-8 text');
  }
  if (text.trim() === '') throw new Unusable('is empty');
  return text.replace(/\r?\n$/, '');
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'is not there',
  ENOTDIR: 'is not there',
  EACCES: 'may not be read by the user who runs the gateway',
};

function whyNot(error: unknown): string {
  if (error instanceof Unusable) return error.message;
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  return `${REASONS[code] ?? 'cannot be read'} (${code})`;
}
