import {
  CLIENT_CAPABILITIES_META_KEY,
  type ClientCapabilities,
  type RequestMeta,
  type ServerContext,
} from '@modelcontextprotocol/server';

/** What somebody said to a question: `cancel` where they closed it without an answer. */
export type PersonAnswer = 'accept' | 'decline' | 'cancel';

/** The person at a host, as far as a call can reach them. */
export interface Person {
  /** Whether their host shows them forms. */
  readonly seesForms: boolean;
  /** Whether their host offers them links to open. */
  readonly opensLinks: boolean;
  /** Whether they are asked while the call goes on, as older hosts have it, and not between two. */
  readonly isAskedWithinCall: boolean;
  /** What they said to the question of that name, when the call was made before. */
  readonly answerTo: (question: string) => PersonAnswer | undefined;
  /** What the host was given with a question, as it came back: anybody can have written it. */
  readonly state: string | undefined;
}

/**
 * The person behind a call.
 *
 * @param declared - what a host of the older revisions said of itself when it connected; a host of
 *   today says so with each call
 */
export function personOf(
  { envelope, inputResponses, requestState }: ServerContext['mcpReq'],
  declared: ClientCapabilities | undefined,
): Person {
  const said = (envelope as RequestMeta | undefined)?.[CLIENT_CAPABILITIES_META_KEY];
  const { seesForms, opensLinks } = modesOf((said as ClientCapabilities | undefined) ?? declared);
  return {
    seesForms,
    opensLinks,
    isAskedWithinCall: said === undefined,
    answerTo: (question) => {
      const { action } = (inputResponses?.[question] ?? {}) as { action?: unknown };
      return action === 'accept' || action === 'decline' || action === 'cancel'
        ? action
        : undefined;
    },
    state: requestState(),
  };
}

/** A host that names no mode shows forms: there were no others before revision 2025-11-25. */
function modesOf(
  capabilities: ClientCapabilities | undefined,
): Pick<Person, 'seesForms' | 'opensLinks'> {
  const { elicitation } = capabilities ?? {};
  if (!elicitation) return { seesForms: false, opensLinks: false };
  const { form, url } = elicitation;
  return { seesForms: form !== undefined || url === undefined, opensLinks: url !== undefined };
}
