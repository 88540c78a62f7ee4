import type * as z from 'zod/mini';
import type { MachineScope } from './machine-scope.ts';
import type { Policy } from './policy.ts';

type Schema = z.ZodMiniType;

/** One operation of the API: what both sides and the OpenAPI document know of it. Path parameters are written `{id}`. */
export interface Operation {
  readonly id: string;
  readonly summary: string;
  readonly method: 'get' | 'post' | 'put' | 'delete';
  readonly path: `/${string}`;
  readonly policy: Policy;
  /** Which scope lets a machine key call it; none does where it is left out. */
  readonly scope?: MachineScope;
  readonly params?: Schema;
  readonly query?: Schema;
  readonly body?: Schema;
  readonly answer: Schema;
  readonly status: 200 | 201 | 202;
  /** True where the header `Idempotency-Key` is required: the same key and body again gives the first answer and no second effect. */
  readonly idempotent?: boolean;
  /** The largest body in bytes; 100 kB where it is left out. */
  readonly maxBytes?: number;
}

/** Declares an operation while keeping the exact types of its schemas. */
export function operation<const O extends Operation>(declared: O): O {
  return declared;
}

type OutputOf<S> = S extends Schema ? z.output<S> : undefined;
type InputOf<S> = S extends Schema ? z.input<S> : undefined;

export type ParamsOf<O extends Operation> = OutputOf<O['params']>;
export type QueryOf<O extends Operation> = OutputOf<O['query']>;
export type BodyOf<O extends Operation> = OutputOf<O['body']>;
export type AnswerOf<O extends Operation> = z.output<O['answer']>;
export type ParamsInput<O extends Operation> = InputOf<O['params']>;
export type QueryInput<O extends Operation> = InputOf<O['query']>;
export type BodyInput<O extends Operation> = InputOf<O['body']>;
