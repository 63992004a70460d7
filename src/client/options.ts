/** RFC 6750 section 2.1: what may stand behind `Bearer`. */
const B64TOKEN = /^[\w.~+/-]+=*$/;

/**
 * The address to which a gateway's queries go.
 *
 * @param url - the gateway's address, with or without `/graphql`
 * @throws TypeError naming `url` where it is no web address, or has a password in it
 */
export function graphqlUrlOf(url: unknown): string {
  const { origin, pathname, protocol, username, password } = parse(url) ?? {};
  // A password would be refused by `fetch` in words that repeat it.
  if (!pathname || !/^https?:$/.test(protocol ?? '') || username || password) {
    throw new TypeError(
      'url must be an http or https address without a password, such as https://gateway.example.com',
    );
  }
  return String(origin) + pathname.replace(/\/(?:graphql\/?)?$/, '') + '/graphql';
}

/**
 * Passes a key that can be sent. Runtimes refuse others in words that repeat them.
 *
 * @throws TypeError naming `agentKey`, without repeating it
 */
export function requireKey(key: unknown): string {
  if (typeof key === 'string' && B64TOKEN.test(key)) return key;
  throw new TypeError(
    key === ''
      ? 'agentKey is empty: leave it out where the gateway trusts the network'
      : 'agentKey must be an agent key (itg_ag_…) or a JWT as text, without spaces or line breaks',
  );
}

/** @throws TypeError naming `agent` where it is no text */
export function requireAgent(agent: unknown): string {
  if (typeof agent === 'string' && agent !== '') return agent;
  throw new TypeError('agent must be the name of an agent');
}

function parse(url: unknown): URL | undefined {
  try {
    return new URL(url as string);
  } catch {
    return undefined;
  }
}
