import { json, type NextFunction, type Request, type RequestHandler, type Response, type Router } from 'express';
import type * as z from 'zod/mini';
import type { Operation } from '#shared/api/operation.ts';
import { POLICIES } from '#shared/api/policy.ts';
import type { Role } from '#shared/domain/role.ts';
import { languageOf } from '#shared/words/catalogue.ts';
import type { Actor, FindActor } from '../actor.ts';
import { DomainError } from '../errors.ts';
import { inTenant } from '../mongo/tenancy.ts';
import type { Endpoint } from './endpoint.ts';
import { parse } from './parse.ts';
import type { RequestLimits } from './request-limits.ts';

const DEFAULT_MAX_BYTES = 100_000;

export interface MountOptions {
  readonly findActor: FindActor;
  readonly limits: RequestLimits;
  /** Holds each answer against its schema before it leaves, so that the contract cannot drift; on in tests and development. */
  readonly checkAnswers: boolean;
}

/** Puts endpoints on a router. Throws at start-up for an operation without a known policy or declared twice. */
export function mount(router: Router, endpoints: readonly Endpoint[], options: MountOptions): void {
  const seen = new Set<string>();
  const exact = new Map<string, readonly RequestHandler[]>();
  router.use(straightTo(exact));
  for (const endpoint of endpoints) {
    const { operation } = endpoint;
    requirePolicy(operation);
    if (seen.has(operation.id)) throw new Error(`Operation "${operation.id}" is mounted twice.`);
    seen.add(operation.id);
    const path = operation.path.replace(/\{(\w+)\}/g, ':$1');
    // A stranger's body is not read.
    const steps = [authorise(operation, options), ...bodyReader(operation), handlerOf(endpoint, options)];
    router[operation.method](path, ...steps);
    if (path === operation.path) exact.set(`${operation.method.toUpperCase()} ${path}`, steps);
  }
}

/** Finds an address without parameters at once; the router would try one after another. Anything else, such as another spelling of the address, is left to it. */
function straightTo(exact: ReadonlyMap<string, readonly RequestHandler[]>): RequestHandler {
  return async (req, res, next) => {
    const steps = exact.get(`${req.method} ${req.path}`);
    if (steps === undefined) next();
    else await takeSteps(steps, { req, res, next });
  };
}

interface Passing {
  readonly req: Request;
  readonly res: Response;
  readonly next: NextFunction;
}

/** Each step from the one before, as a route of the router does it. */
async function takeSteps([step, ...later]: readonly RequestHandler[], passing: Passing): Promise<void> {
  const { req, res, next } = passing;
  if (step === undefined) return next();
  const goOn = (error?: unknown) => {
    if (error === undefined) takeSteps(later, passing).catch(next);
    else next(error);
  };
  await step(req, res, goOn);
}

function requirePolicy({ id, policy }: Operation): void {
  if (!Object.hasOwn(POLICIES, policy)) throw new Error(`Operation "${id}" names no policy of the list.`);
}

function authorise(operation: Operation, options: MountOptions): RequestHandler {
  const isOpen = operation.policy === 'public' || operation.policy === 'ticket';
  return async (req, res, next) => {
    res.locals.operation = operation.id;
    res.locals.actor = isOpen ? null : await actorFor(operation, { req, res }, options);
    // The ways into the sign-in have a limit of their own.
    if (operation.policy === 'ticket') await options.limits.stranger(req, res);
    next();
  };
}

interface Asked {
  readonly req: Request;
  readonly res: Response;
}

async function actorFor(operation: Operation, { req, res }: Asked, options: MountOptions): Promise<Actor> {
  const actor = await knownActor(req, options.findActor).catch(async (error: unknown) => {
    await options.limits.stranger(req, res);
    throw error;
  });
  // Who is refused has been looked up as well.
  await options.limits.caller(operation, actor, res);
  requireAllowed(operation, actor);
  return actor;
}

async function knownActor({ headers }: Request, findActor: FindActor): Promise<Actor> {
  const token = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
  if (token === undefined) throw new DomainError('not_signed_in', 'Sign in first: send a session token as Bearer.');
  return findActor(token, languageOf(headers['accept-language'] ?? ''));
}

/** A person's role lets them in, a program's key its scopes and nothing else. */
function requireAllowed({ policy, scope }: Operation, { role, scopes }: Actor): void {
  const roles: readonly Role[] = POLICIES[policy];
  if (scopes === null) {
    if (roles.includes(role)) return;
    throw new DomainError('not_allowed', `This is for the role ${roles.join(' or ')}; you are ${role}.`);
  }
  if (scope !== undefined && scopes.includes(scope)) return;
  const needed = scope === undefined ? 'No key opens this.' : `This needs a key with the scope ${scope}.`;
  throw new DomainError('not_allowed', needed);
}

function bodyReader({ body, maxBytes = DEFAULT_MAX_BYTES }: Operation): RequestHandler[] {
  return body === undefined ? [] : [requireJson, refuseAnnounced(maxBytes), json({ limit: maxBytes, strict: true })];
}

/** A body that is announced as too large is refused before it is sent; the parser would first read it all. */
function refuseAnnounced(maxBytes: number): RequestHandler {
  return (req, _res, next) => {
    if (Number(req.headers['content-length'] ?? 0) > maxBytes) {
      throw new DomainError('body_too_large', `A body here has at most ${maxBytes} bytes.`);
    }
    next();
  };
}

const requireJson: RequestHandler = (req, _res, next) => {
  if (req.is('application/json') === false) {
    throw new DomainError('body_not_json', 'Send the body as application/json.');
  }
  next();
};

function handlerOf({ operation, handle }: Endpoint, { checkAnswers }: MountOptions): RequestHandler {
  return async (req, res) => {
    const actor = res.locals.actor as Actor | null;
    const input = readInput(operation, req);
    const run = () => handle({ ...input, actor, req, res } as never);
    const answer = actor === null ? await run() : await inTenant(actor.tenantId, run);
    send(operation, res, checkAnswers ? checked(operation, answer) : answer);
  };
}

function readInput(operation: Operation, req: Request): Record<string, unknown> {
  return {
    params: operation.params === undefined ? undefined : parse(operation.params, req.params),
    query: parseQuery(operation.query, req),
    body: operation.body === undefined ? undefined : parse(operation.body, req.body),
    idempotencyKey: operation.idempotent === true ? idempotencyKey(req) : '',
  };
}

function parseQuery(schema: z.ZodMiniType | undefined, req: Request): unknown {
  if (schema === undefined) return undefined;
  return parse(schema, { ...req.query });
}

function idempotencyKey(req: Request): string {
  const key = req.headers['idempotency-key'];
  if (typeof key === 'string' && /^[\x21-\x7e]{8,255}$/.test(key)) return key;
  throw new DomainError(
    'idempotency_key_missing',
    'Send a header Idempotency-Key of 8 to 255 visible characters, a new one for each action.',
  );
}

function checked({ id, answer }: Operation, value: unknown): unknown {
  const result = answer.safeParse(value);
  if (result.success) return value;
  throw new Error(`The answer of "${id}" does not fit its schema: ${result.error.message}`);
}

/** Sends the answer; a handler that keeps its answer has put the JSON of it into `answerAsJson`. */
function send(operation: Operation, res: Response, answer: unknown): void {
  if (res.headersSent) return;
  const kept: unknown = res.locals.answerAsJson;
  const body = Buffer.isBuffer(kept) ? kept : JSON.stringify(answer);
  res.statusCode = operation.status;
  res.setHeader('Content-Type', 'application/json; charset=utf-8');
  res.setHeader('Content-Length', Buffer.byteLength(body));
  res.end(body);
}
