import {
  createRequestStateCodec,
  ProtocolError,
  ProtocolErrorCode,
  type ServerContext,
} from '@modelcontextprotocol/server';

/** How long a person may think about it. */
export const STATE_SECONDS = 300;

/** How long the name of a question is. */
export const NONCE_BYTES = 16;

/** What a question is remembered by, in the state that comes back with its answer. */
export interface AskedQuestion {
  /** The digest of what was asked. */
  readonly digest: string;
  /** Names the question, so that what is done upon it can be told from what was done before. */
  readonly nonce: string;
}

/** Signs what comes back with an answer, and checks it. */
export interface StateSeal {
  mint(asked: AskedQuestion): Promise<string>;
  /** @throws ProtocolError -32602 for a state that is forged, old, or of another call */
  open(state: string): Promise<AskedQuestion>;
}

/** What is bound is known here without the SDK's context. */
const NO_CONTEXT = {} as ServerContext;

/**
 * Makes the seal of a call. What it signs is good for five minutes, for what `bound` names alone.
 *
 * @param stateKeys - the keys at hand; the first signs
 */
export function stateSeal(
  stateKeys: () => readonly Uint8Array[],
  bound: readonly unknown[],
): StateSeal {
  const codecs = () =>
    stateKeys().map((key) =>
      createRequestStateCodec<AskedQuestion>({
        key,
        ttlSeconds: STATE_SECONDS,
        bind: () => JSON.stringify(bound),
      }),
    );
  return {
    mint: async (asked) => {
      const [newest] = codecs();
      if (!newest) throw new Error('A question needs a key.');
      return newest.mint(asked, NO_CONTEXT);
    },
    open: async (state) => {
      for (const codec of codecs()) {
        const asked = await codec.verify(state, NO_CONTEXT).catch(() => undefined);
        if (asked !== undefined) return asked;
      }
      // The words of the SDK's own check.
      throw new ProtocolError(ProtocolErrorCode.InvalidParams, 'Invalid or expired requestState', {
        reason: 'invalid_request_state',
      });
    },
  };
}
