import { expect } from 'vitest';

import {
  connect,
  consentUrl,
  googleTest,
  readPage,
  type GoogleGateway,
  type Page,
} from '../../support/google-gateway.js';
import { ACCOUNT, OTHER_ACCOUNT } from '../../support/google/google-emulator.js';

const TOKEN = 'POST /oauth2/token';
const READONLY = 'https://www.googleapis.com/auth/calendar.readonly';

/** What nobody says who only has a calendar. */
const JARGON =
  /oauth|state\b|\bcode\b|mutation|graphql|connectGoogle|scope|token|superuser|consent|parameter/i;

const test = googleTest();

/** What the account's owner reads; below it stands what they may pass on. */
function wordsOf({ text }: Page): string {
  const [own = ''] = text.split('<h2>For the person who sent you the link');
  const [, shown = ''] = own.split('<main>');
  return shown
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

async function comeBack(gateway: GoogleGateway, parameters: Record<string, string>): Promise<Page> {
  const state = new URL(await consentUrl(gateway)).searchParams.get('state') ?? '';
  const query = new URLSearchParams({ state, ...parameters });
  return readPage(`${gateway.url}/oauth/google/callback?${query.toString()}`);
}

const OUTCOMES: readonly [string, RegExp, (gateway: GoogleGateway) => Promise<Page>][] = [
  ['all went well', /account is connected.*close this page/, (gateway) => connect(gateway)],
  [
    'not every box was ticked',
    /did not allow everything.*make, change and delete events.*tick every box/,
    (gateway) => {
      gateway.google.faults.on(
        { request: TOKEN, times: 1 },
        { kind: 'change', change: (body) => ({ ...body, scope: `openid ${READONLY}` }) },
      );
      return connect(gateway);
    },
  ],
  [
    'the link was used before',
    /used before.*new one/,
    async (gateway) => {
      const { redirectTo } = await gateway.google.consent(await consentUrl(gateway));
      await readPage(redirectTo);
      return readPage(redirectTo);
    },
  ],
  [
    'the link is too old',
    /ten minutes.*new one/,
    async (gateway) => {
      const { redirectTo } = await gateway.google.consent(await consentUrl(gateway));
      gateway.clock.advance(601);
      return readPage(redirectTo);
    },
  ],
  [
    'the link is none',
    /does not work.*new one/,
    (gateway) => readPage(`${gateway.url}/oauth/google/callback?code=x`),
  ],
  [
    'they chose not to',
    /was not given.*new one/,
    (gateway) => comeBack(gateway, { error: 'access_denied' }),
  ],
  [
    'they chose another account',
    /another account.*choose the account/,
    (gateway) => connect(gateway, { loginHint: ACCOUNT, account: OTHER_ACCOUNT }),
  ],
  [
    'Google gives access for a moment only',
    /myaccount\.google\.com\/connections.*new one/,
    (gateway) => {
      gateway.google.faults.on(
        { request: TOKEN, times: 1 },
        { kind: 'change', change: ({ refresh_token: _none, ...rest }) => rest },
      );
      return connect(gateway);
    },
  ],
  [
    'their address is not confirmed',
    /myaccount\.google\.com\/email.*new one/,
    async (gateway) => {
      gateway.google.changeAccount(OTHER_ACCOUNT, { emailVerified: false });
      const page = await connect(gateway, { account: OTHER_ACCOUNT });
      gateway.google.changeAccount(OTHER_ACCOUNT, { emailVerified: true });
      return page;
    },
  ],
  [
    'another account had their address',
    /same e-mail address.*new one/,
    async (gateway) => {
      await connect(gateway);
      const { sub } = gateway.google.identityOf(ACCOUNT);
      gateway.google.changeAccount(ACCOUNT, { sub: `another-${sub}` });
      const page = await connect(gateway);
      gateway.google.changeAccount(ACCOUNT, { sub });
      return page;
    },
  ],
  [
    'Google does not answer',
    /nothing that you did.*new one/,
    (gateway) => {
      gateway.google.faults.on({ request: TOKEN, times: 1 }, { kind: 'reset' });
      return connect(gateway);
    },
  ],
  [
    'Google ends it for a reason of its own',
    /nothing that you did.*new one/,
    (gateway) => comeBack(gateway, { error: 'org_internal' }),
  ],
];

test.for(OUTCOMES)(
  'an account’s owner reads in plain words what happened and what to do: %s',
  async ([_what, expected, reach], { gateway }) => {
    const page = await reach(gateway);
    const words = wordsOf(page);
    expect(words).toMatch(expected);
    expect(words).not.toMatch(JARGON);
    if (page.status === 200) return;
    expect(words).toContain('Nothing was connected this time.');
    expect(page.text).toContain(`Request <code>${String(page.headers.get('x-request-id'))}`);
  },
);

test('whoever is led to the page for superusers without a key is told whom to ask', async ({
  gateway,
}) => {
  const page = await readPage(`${gateway.url}/oauth/google/connect?agent=front-desk`);
  const [before = ''] = page.text.split('For superusers');
  expect(before).toMatch(/Send the address of this page to the person who runs/);
});
