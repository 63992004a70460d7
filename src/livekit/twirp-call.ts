/** What {@link callTwirp} calls. */
export interface TwirpCall {
  readonly apiUrl: string;
  /** The service and its method, as in `AgentDispatchService/CreateDispatch`. */
  readonly method: string;
  readonly message: object;
  /** The JWT for it, as a header. */
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

/** An answer of LiveKit's that is not a success, in the shape of the SDK's own. */
class TwirpRefusal extends Error {
  readonly status: number;
  readonly code: string | undefined;

  constructor(status: number, code: string | undefined) {
    super(`LiveKit answered ${String(status)} ${code ?? ''}`.trimEnd());
    this.status = status;
    this.code = code;
  }
}

/**
 * Calls one of LiveKit's services where the SDK leaves out a part of the message.
 *
 * @returns the answer in protobuf's JSON
 * @throws what the SDK throws: an error with `status` and `code`, or one of `fetch`
 */
export async function callTwirp(call: TwirpCall): Promise<unknown> {
  const response = await fetch(new URL(`/twirp/livekit.${call.method}`, call.apiUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...call.headers },
    body: JSON.stringify(call.message),
    signal: AbortSignal.timeout(call.timeoutMs),
  });
  if (response.ok) return response.json();
  const { code } = (await response.json().catch(() => ({}))) as { code?: unknown };
  throw new TwirpRefusal(response.status, typeof code === 'string' ? code : undefined);
}
