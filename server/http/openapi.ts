import * as z from 'zod/mini';
import { Problem } from '#shared/api/errors.ts';
import type { Operation } from '#shared/api/operation.ts';

type Json = Record<string, unknown>;

const PROBLEM = { $ref: '#/components/schemas/Problem' };

/** The OpenAPI 3.1 document of the operations; `x-policy` names who may call each, `x-scope` the scope by which a machine key may. */
export function openApiDocument(operations: readonly Operation[], baseUrl: string): Json {
  const paths: Record<string, Json> = {};
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describe(operation) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Duethread', version: '1', description: 'Collections work, and the cash that followed it.' },
    servers: [{ url: baseUrl }],
    paths,
    components: {
      schemas: { Problem: schemaOf(Problem, 'output') },
      securitySchemes: {
        session: {
          type: 'http',
          scheme: 'bearer',
          description: 'A session token from POST /api/sessions, or a machine key with the scope of x-scope.',
        },
      },
    },
  };
}

function describe(operation: Operation): Json {
  const { id, summary, policy, scope, body, answer, status } = operation;
  const open = policy === 'public' || policy === 'ticket';
  return {
    operationId: id,
    summary,
    'x-policy': policy,
    ...(scope === undefined ? {} : { 'x-scope': scope }),
    security: open ? [] : [{ session: [] }],
    parameters: parametersOf(operation),
    ...(body === undefined ? {} : { requestBody: { required: true, content: jsonOf(schemaOf(body, 'input')) } }),
    responses: {
      [status]: { description: summary, content: jsonOf(schemaOf(answer, 'output')) },
      ...Object.fromEntries(failuresOf(operation).map((failure) => [failure, problemAnswer(failure)])),
    },
  };
}

function parametersOf({ params, query, idempotent }: Operation): Json[] {
  const parameters = [...fieldsOf(params, 'path'), ...fieldsOf(query, 'query')];
  if (idempotent !== true) return parameters;
  const schema = { type: 'string', minLength: 8, maxLength: 255 };
  return [...parameters, { name: 'Idempotency-Key', in: 'header', required: true, schema }];
}

function fieldsOf(schema: z.ZodMiniType | undefined, place: 'path' | 'query'): Json[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as { properties?: Json; required?: string[] };
  return Object.entries(properties).map(([name, field]) => {
    return { name, in: place, required: place === 'path' || required.includes(name), schema: field };
  });
}

const FAILURES: Readonly<Record<number, string>> = {
  400: 'Cannot be parsed.',
  401: 'Not signed in, or a token that is not accepted.',
  403: 'Not for this user.',
  404: 'Not there, or of another company.',
  409: 'Not in this state.',
  413: 'The body is too large.',
  422: 'Not valid, or a key used again for something else.',
  429: 'Too many requests.',
  500: 'A fault of ours.',
  503: 'Cannot serve for the moment.',
};

function failuresOf({ method, policy, body, params, query }: Operation): number[] {
  const writes = method !== 'get';
  const rules: [applies: boolean, statuses: number[]][] = [
    [true, [429, 500, 503]],
    [policy !== 'public' || writes, [401, 403]],
    [[body, params, query].some((schema) => schema !== undefined), [404, 422]],
    [writes, [400, 409, 413]],
  ];
  return rules.flatMap(([applies, statuses]) => (applies ? statuses : [])).sort((a, b) => a - b);
}

function problemAnswer(status: number): Json {
  return { description: FAILURES[status], content: { 'application/problem+json': { schema: PROBLEM } } };
}

function jsonOf(schema: Json): Json {
  return { 'application/json': { schema } };
}

function schemaOf(schema: z.ZodMiniType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
