/** Writes a line for a person or a program to standard output. */
export function writeLine(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Writes a line about what went wrong to standard error. */
export function writeErrorLine(text: string): void {
  process.stderr.write(`${text}\n`);
}
