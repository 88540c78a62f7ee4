import { ERROR_KINDS, type ErrorCode } from '../../../shared/api/errors.ts';
import type { AnswerOf, BodyInput, Operation } from '../../../shared/api/operation.ts';
import { openSession, type SessionView } from '../../../shared/api/sessions.ts';
import { currencyCode } from '../../../shared/domain/currency.ts';

export interface Asked {
  readonly operation: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly key: string | null;
  readonly token: string | null;
}

type Answer = (asked: Asked) => unknown;

const STATUS: Readonly<Record<string, number>> = {
  unauthenticated: 401,
  conflict: 409,
  invalid: 422,
  unavailable: 503,
};

/** An error that the server answers with. */
export class Refusal extends Error {
  constructor(readonly code: ErrorCode) {
    super(code);
  }
}

export const SESSION: SessionView = {
  token: 'session-1',
  expiresAt: '2026-11-20T09:15:00.000Z',
  user: { id: 'u1', email: 'ana.reyes@own.example', name: 'Ana Reyes', role: 'collector' },
  tenant: { id: 'own', name: 'Own GmbH', currency: currencyCode('EUR'), zone: 'Europe/Berlin' },
};

/** The far side of `fetch`: answers by operation, checks each answer against the contract, and keeps what was asked. */
export class FakeApi {
  readonly asked: Asked[] = [];
  /** While true nothing is answered, as on a lost connection. */
  isAway = false;
  private readonly answers = new Map<Operation, Answer>([[openSession, () => SESSION]]);

  on<O extends Operation>(
    operation: O,
    answer: (asked: Asked & { readonly body: BodyInput<O> }) => AnswerOf<O> | Promise<AnswerOf<O>>,
  ): this {
    this.answers.set(operation, answer as Answer);
    return this;
  }

  of(operation: Operation): Asked[] {
    return this.asked.filter((asked) => asked.operation === operation.id);
  }

  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    const url = new URL(String(input));
    const found = [...this.answers].find(([operation]) => fits(operation, url.pathname, init?.method));
    const headers = new Headers(init?.headers);
    const [operation, answer] = found ?? [];
    const asked: Asked = {
      operation: operation?.id ?? 'none',
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      body: init?.body === undefined ? undefined : JSON.parse(String(init.body)),
      key: headers.get('idempotency-key'),
      token: headers.get('authorization'),
    };
    this.asked.push(asked);
    if (this.isAway) throw new TypeError('fetch failed');
    if (operation === undefined || answer === undefined)
      throw new Error(`No answer for ${init?.method} ${url.pathname}.`);
    if (asked.body !== undefined) operation.body?.parse(asked.body);
    return respond(operation, async () => answer(asked), init?.signal ?? null);
  };
}

async function respond(
  operation: Operation,
  answer: () => Promise<unknown>,
  signal: AbortSignal | null,
): Promise<Response> {
  try {
    const value = operation.answer.parse(await answer());
    signal?.throwIfAborted();
    return new Response(JSON.stringify(value), { status: operation.status });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const status = STATUS[ERROR_KINDS[error.code]] ?? 400;
    return new Response(JSON.stringify({ code: error.code, detail: `refused: ${error.code}` }), { status });
  }
}

function fits({ path, method }: Operation, pathname: string, asked: string | undefined): boolean {
  const pattern = new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`);
  return pattern.test(pathname) && (asked ?? 'GET').toLowerCase() === method;
}
