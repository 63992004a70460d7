import { failureResponse } from './google-failure.js';

/** What goes wrong with a request. */
export type Fault =
  /** Google's own refusal, with its `reason`. */
  | {
      readonly kind: 'refuse';
      readonly status: number;
      readonly reason: string;
      readonly retryAfterSeconds?: number;
    }
  /** Any answer at all: malformed JSON, an HTML page, an OAuth error. */
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly body: string;
      readonly contentType?: string;
    }
  /** The real answer with its JSON changed, for example a token reply without a refresh token. */
  | {
      readonly kind: 'change';
      readonly change: (body: Record<string, unknown>) => Record<string, unknown>;
    }
  /** The real answer, later. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** The request is done, and its answer never arrives. */
  | { readonly kind: 'lose-answer' }
  /** No answer until the plan is cleared. */
  | { readonly kind: 'hang' }
  /** The connection is cut without an answer. */
  | { readonly kind: 'reset' };

/** Which requests a fault meets. */
export interface FaultTarget {
  /** Found in `METHOD /path`, for example `'POST /oauth2/token'` or `/events/`. */
  readonly request: string | RegExp;
  /** Found in what is sent, for example the id of a calendar that is asked for among others. */
  readonly body?: string;
  /** How many requests it meets before it is used up; every one when left out. */
  readonly times?: number;
}

interface PlannedFault extends FaultTarget {
  readonly fault: Fault;
  left: number;
}

/** Faults to come, met in the order in which they were planned. */
export class FaultPlan {
  #planned: PlannedFault[] = [];
  #release: () => void = () => undefined;
  #released = this.#newRelease();

  /** Plans a fault. */
  on(target: FaultTarget, fault: Fault): void {
    this.#planned.push({ ...target, fault, left: target.times ?? Infinity });
  }

  /** Forgets every fault and lets go of what hangs. */
  clear(): void {
    this.#planned = [];
    this.#release();
    this.#released = this.#newRelease();
  }

  /** Takes the fault that the request meets; `undefined` when it meets none. */
  take(request: string, sent = ''): Fault | undefined {
    const planned = this.#planned.find(
      ({ request: wanted, body = '', left }) =>
        left > 0 &&
        sent.includes(body) &&
        (typeof wanted === 'string' ? request.includes(wanted) : wanted.test(request)),
    );
    if (planned) planned.left -= 1;
    return planned?.fault;
  }

  /**
   * What a request gets that meets `fault`.
   *
   * @param work - does what was asked for, and answers
   * @returns `undefined` where the connection is to be cut
   */
  async meet(fault: Fault, work: () => Promise<Response>): Promise<Response | undefined> {
    switch (fault.kind) {
      case 'refuse':
        return failureResponse(
          { ...fault, message: `Refused: ${fault.reason}` },
          fault.retryAfterSeconds === undefined
            ? {}
            : { 'retry-after': String(fault.retryAfterSeconds) },
        );
      case 'answer':
        return new Response(fault.body, {
          status: fault.status,
          headers: { 'content-type': fault.contentType ?? 'application/json' },
        });
      case 'change': {
        const response = await work();
        const body = fault.change((await response.json()) as Record<string, unknown>);
        return Response.json(body, { status: response.status });
      }
      case 'delay':
        await new Promise((resolve) => setTimeout(resolve, fault.ms));
        return work();
      case 'lose-answer':
        await work();
        return undefined;
      case 'hang':
        await this.#released;
        return undefined;
      case 'reset':
        return undefined;
    }
  }

  #newRelease(): Promise<void> {
    return new Promise((resolve) => {
      this.#release = resolve;
    });
  }
}

/**
 * The answer of the token endpoint with other claims in its ID token; nobody checks its signature.
 * A claim that is `undefined` is taken away.
 */
export function changedIdToken(changes: Readonly<Record<string, unknown>>): Fault {
  return {
    kind: 'change',
    change: (body) => {
      const [header = '', payload = ''] = String(body['id_token']).split('.');
      const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
      const changed = Buffer.from(JSON.stringify({ ...claims, ...changes })).toString('base64url');
      return { ...body, id_token: `${header}.${changed}.c2lnbmVk` };
    },
  };
}
