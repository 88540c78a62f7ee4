import type { Request, Response } from 'express';
import type { AnswerOf, BodyOf, Operation, ParamsOf, QueryOf } from '#shared/api/operation.ts';
import type { Actor } from '../actor.ts';

/** What a handler gets: input that fits the operation's schemas, and who acts. */
export interface EndpointInput<O extends Operation> {
  readonly params: ParamsOf<O>;
  readonly query: QueryOf<O>;
  readonly body: BodyOf<O>;
  /** The header of that name; empty for operations that need none. */
  readonly idempotencyKey: string;
  readonly req: Request;
  readonly res: Response;
}

export interface SignedInInput<O extends Operation> extends EndpointInput<O> {
  readonly actor: Actor;
}

/** An operation with what it does. The answer is sent as JSON unless the handler has answered by itself. */
export interface Endpoint {
  readonly operation: Operation;
  readonly handle: (input: SignedInInput<Operation>) => Promise<unknown>;
}

/** Binds a handler to an operation that needs a session; it runs on behalf of the actor's tenant. */
export function endpoint<O extends Operation>(
  operation: O,
  handle: (input: SignedInInput<O>) => Promise<AnswerOf<O>>,
): Endpoint {
  return { operation, handle: handle as unknown as Endpoint['handle'] };
}

/** Binds a handler to an operation without a session (policy `public` or `ticket`); it finds its tenant itself. */
export function openEndpoint<O extends Operation>(
  operation: O,
  handle: (input: EndpointInput<O>) => Promise<AnswerOf<O>>,
): Endpoint {
  return { operation, handle: handle as unknown as Endpoint['handle'] };
}
