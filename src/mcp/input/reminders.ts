import { isRecord } from '../../platform/is-record.js';
import type { Reading } from './written-form.js';

const MINUTES = /^\d{1,5}$/;

/**
 * Reads reminders that were written as a list, as the minutes of one, or as `default` or `none`.
 */
export function readReminders(written: unknown, { parse }: Reading): unknown {
  const text = typeof written === 'string' ? written.trim() : undefined;
  const value = text?.startsWith('[') ? parse(text) : written;
  if (Array.isArray(value)) return { overrides: value };
  if (isMinutes(value) || isOverride(value)) return { overrides: [value] };
  switch (text?.toLowerCase()) {
    case 'default':
      return { useDefault: true };
    case 'none':
      return { overrides: [] };
    case undefined:
    default:
      return written;
  }
}

/** Reads a reminder that was written as its minutes, or without how it comes. */
export function readReminder(written: unknown): unknown {
  if (isMinutes(written)) return { method: 'popup', minutes: written };
  return isOverride(written) ? { method: 'popup', ...written } : written;
}

function isMinutes(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && MINUTES.test(value.trim()));
}

function isOverride(value: unknown): value is Record<string, unknown> {
  return isRecord(value) && 'minutes' in value;
}
