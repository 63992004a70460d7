import { upstreamError, type DomainError } from '../platform/errors.js';
import { titleOf } from './project-name.js';

/** How far two clocks may be apart before it is worth a word; a minute is LiveKit's own leeway. */
const TOLERATED_SECONDS = 30;

/** How far another clock is ahead of the gateway's, in seconds; negative where it is behind. */
export function skewSeconds(theirNow: Date, gatewayNow: Date): number {
  return Math.round((theirNow.getTime() - gatewayNow.getTime()) / 1000);
}

/** Whether clocks that far apart get in each other's way. */
export function isSkewed(seconds: number): boolean {
  return Math.abs(seconds) > TOLERATED_SECONDS;
}

/** Two clocks in words, without saying which of them is wrong: that cannot be told. */
export function describeSkewOf(name: string, seconds: number): string {
  const direction = seconds > 0 ? 'ahead of' : 'behind';
  return (
    `${name}'s clock is ${String(Math.abs(seconds))} seconds ${direction} the gateway's, and tokens ` +
    'of the one are not in time for the other.'
  );
}

/** The same of a LiveKit project's clock, with what to do. */
export function describeSkew(project: string, seconds: number): string {
  return `${describeSkewOf(titleOf(project), seconds)} Set the wrong one right, by NTP.`;
}

/** The error where the clocks are why LiveKit and the gateway do not accept each other. */
export function clockSkewFault(project: string, seconds: number, cause: unknown): DomainError {
  return upstreamError('CLOCK_SKEW', describeSkew(project, seconds), { retryable: false, cause });
}
