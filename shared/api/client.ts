import { type ErrorCode, type FieldProblem, isErrorCode } from './errors.ts';
import type { AnswerOf, BodyInput, Operation, ParamsInput, QueryInput } from './operation.ts';

/** The server answered with an error that has a code of the closed list. */
export class ApiError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly status: number,
    detail: string,
    readonly problems: readonly FieldProblem[] = [],
  ) {
    super(detail);
    this.name = 'ApiError';
  }
}

/** No answer came, or none that is ours: whether the request had its effect is not known. Repeat it with the same key. */
export class ApiUnreachable extends Error {
  constructor(cause: unknown) {
    super('The Duethread server did not answer.', { cause });
    this.name = 'ApiUnreachable';
  }
}

export interface ApiClientOptions {
  /** Where the API is, without a trailing slash; empty for the page's own origin. */
  readonly baseUrl: string;
  /** The session token for the next call; null for none. Asked at each call, so that it can renew it. */
  readonly token: () => Promise<string | null> | string | null;
  /** The locale of the reader, for what the server says to them; its own choice where it is left out. */
  readonly locale?: string;
  readonly fetch?: typeof globalThis.fetch;
}

interface Common {
  readonly signal?: AbortSignal | undefined;
  readonly idempotencyKey?: string | undefined;
}
type Part<K extends string, T> = [T] extends [undefined] ? unknown : { readonly [key in K]: T };
export type CallInput<O extends Operation> = Common &
  Part<'params', ParamsInput<O>> &
  Part<'query', QueryInput<O>> &
  Part<'body', BodyInput<O>>;

interface LooseInput extends Common {
  readonly params?: Record<string, string>;
  readonly query?: Record<string, string | number | boolean | undefined>;
  readonly body?: unknown;
}

/** Calls the API's operations from a pane, a page or the Gmail add-on. */
export class ApiClient {
  constructor(private readonly options: ApiClientOptions) {}

  /** Sends one request. Throws ApiError for an answer with a code, ApiUnreachable where none came, and the signal's reason where it was aborted. */
  async call<O extends Operation>(operation: O, input: CallInput<O>): Promise<AnswerOf<O>> {
    const loose = input as LooseInput;
    const response = await this.send(operation, loose);
    if (!response.ok) throw await errorOf(response);
    try {
      return (await response.json()) as AnswerOf<O>;
    } catch (cause) {
      throw new ApiUnreachable(cause);
    }
  }

  private async send(operation: Operation, input: LooseInput): Promise<Response> {
    const { baseUrl, fetch = globalThis.fetch } = this.options;
    const headers = await this.headersFor(input);
    try {
      return await fetch(baseUrl + pathOf(operation, input), {
        method: operation.method.toUpperCase(),
        headers,
        ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
        ...(input.signal === undefined ? {} : { signal: input.signal }),
      });
    } catch (cause) {
      input.signal?.throwIfAborted();
      throw new ApiUnreachable(cause);
    }
  }

  private async headersFor({ body, idempotencyKey }: LooseInput): Promise<Record<string, string>> {
    const token = await this.options.token();
    const { locale } = this.options;
    return {
      accept: 'application/json',
      ...(locale === undefined ? {} : { 'accept-language': locale }),
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
    };
  }
}

function pathOf({ path }: Operation, { params, query }: LooseInput): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params?.[name] ?? ''));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined) search.set(name, String(value));
  }
  return search.size === 0 ? filled : `${filled}?${search}`;
}

async function errorOf(response: Response): Promise<Error> {
  const problem: unknown = await response.json().catch(() => null);
  if (problem === null || typeof problem !== 'object') return new ApiUnreachable(`status ${response.status}`);
  const { code, detail, problems } = problem as { code?: unknown; detail?: unknown; problems?: FieldProblem[] };
  if (typeof code !== 'string' || !isErrorCode(code)) return new ApiUnreachable(`status ${response.status}`);
  return new ApiError(code, response.status, String(detail), problems ?? []);
}
