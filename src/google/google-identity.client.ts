import { z } from 'zod';

import type { GoogleIdentity } from './google-connection.js';

const TIMEOUT_MS = 3_000;

const userInfo = z.object({ sub: z.string(), email: z.string() });
const primaryCalendar = z.object({ id: z.string() });

/** Tells whose an access token is. */
export class GoogleIdentityClient {
  readonly #userInfoUrl: string;
  readonly #primaryCalendarUrl: string;

  constructor(userInfoUrl: string, apiRootUrl: string) {
    this.#userInfoUrl = userInfoUrl;
    this.#primaryCalendarUrl = `${apiRootUrl}/calendar/v3/calendars/primary`;
  }

  /**
   * The account of an access token: by OpenID Connect's user info, and where the token does not
   * allow that, by the primary calendar, whose id is the account's address.
   *
   * @returns `undefined` where neither tells
   */
  async identify(accessToken: string): Promise<GoogleIdentity | undefined> {
    const info = userInfo.safeParse(await fetchJson(this.#userInfoUrl, accessToken));
    if (info.success) return { subject: info.data.sub, email: info.data.email };
    const calendar = primaryCalendar.safeParse(
      await fetchJson(this.#primaryCalendarUrl, accessToken),
    );
    if (calendar.success) return { subject: undefined, email: calendar.data.id };
    return undefined;
  }
}

async function fetchJson(url: string, accessToken: string): Promise<unknown> {
  try {
    const response = await fetch(url, {
      headers: { accept: 'application/json', authorization: `Bearer ${accessToken}` },
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return await (response.ok ? response.json() : response.body?.cancel());
  } catch {
    return undefined;
  }
}
