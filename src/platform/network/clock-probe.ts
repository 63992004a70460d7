/** An answer of another machine, for what it tells of that machine's clock. */
export interface ClockAnswer {
  /** By its clock; `undefined` where it does not tell. */
  readonly date: Date | undefined;
}

/**
 * Asks what time it is elsewhere, by the `Date` of whatever is answered.
 *
 * @returns `undefined` where nothing was answered in time
 */
export async function askClock(url: string, limitMs: number): Promise<ClockAnswer | undefined> {
  try {
    const signal = AbortSignal.timeout(limitMs);
    const answer = await fetch(url, { method: 'HEAD', redirect: 'manual', signal });
    const date = new Date(answer.headers.get('date') ?? '');
    return { date: Number.isNaN(date.getTime()) ? undefined : date };
  } catch {
    return undefined;
  }
}
