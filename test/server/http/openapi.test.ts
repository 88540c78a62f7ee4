import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import request from 'supertest';
import { endpointsOf } from '../../../server/app.ts';
import type { Operation } from '../../../shared/api/operation.ts';
import { POLICIES } from '../../../shared/api/policy.ts';
import { useApp } from '../../support/app.ts';

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly schema: object;
}

interface Described {
  readonly operationId: string;
  readonly summary: string;
  readonly 'x-policy': string;
  readonly security: object[];
  readonly parameters: Parameter[];
  readonly requestBody?: { required: boolean; content: Record<string, { schema: { type: string } }> };
  readonly responses: Record<string, { description: string; content: Record<string, { schema: object }> }>;
}

interface Document {
  readonly openapi: string;
  readonly info: { title: string; version: string };
  readonly servers: { url: string }[];
  readonly paths: Record<string, Record<string, Described>>;
  readonly components: { schemas: Record<string, object>; securitySchemes: Record<string, object> };
}

const NO_BODY = { type: 'object', additionalProperties: false };

describe('GET /api/openapi.json', function () {
  this.timeout(60_000);
  const app = useApp();
  let document: Document;
  before(async () => {
    document = (await request(app.express).get('/api/openapi.json')).body;
  });

  const operations = () => endpointsOf(app.services).map(({ operation }) => operation);
  const described = () => Object.values(document.paths).flatMap((methods) => Object.values(methods));

  it('is an OpenAPI document of version 3.1', () => {
    expect(document.openapi).to.match(/^3\.1\./);
    expect(document.info).to.have.keys('title', 'version', 'description');
    expect(document.servers).to.deep.equal([{ url: 'http://localhost:3000' }]);
  });

  /** How the document describes an operation. */
  function describedAs({ path, method }: Operation): Described {
    const found = document.paths[path]?.[method];
    if (found === undefined) throw new Error(`${method} ${path} is not in the document.`);
    return found;
  }

  it('has every operation that is mounted, under its path and method, with its policy, and no other', () => {
    const ids = described().map(({ operationId }) => operationId);
    expect(ids).to.have.members(operations().map(({ id }) => id));
    for (const operation of operations()) {
      const { id, policy, summary } = operation;
      const found = describedAs(operation);
      expect(found).to.include({ operationId: id, 'x-policy': policy, summary });
      expect(Object.keys(POLICIES)).to.include(found['x-policy']);
      expect(found.security, id).to.deep.equal(['public', 'ticket'].includes(policy) ? [] : [{ session: [] }]);
    }
  });

  it('names each parameter of a path, and the key where one is needed', () => {
    for (const operation of operations()) {
      const { parameters } = describedAs(operation);
      const inPath = parameters.filter((parameter) => parameter.in === 'path');
      const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(inPath.map(({ name }) => name)).to.have.members(names);
      for (const { required } of inPath) expect(required).to.equal(true);
      const keys = parameters.filter(({ name, required }) => name === 'Idempotency-Key' && required);
      expect(keys, operation.id).to.have.length(operation.idempotent === true ? 1 : 0);
    }
  });

  it('describes each body as one that takes no unknown field', () => {
    for (const operation of operations()) {
      const schema = describedAs(operation).requestBody?.content['application/json']?.schema;
      expect(schema !== undefined, operation.id).to.equal(operation.body !== undefined);
      const shapes = (schema as { oneOf?: object[] } | undefined)?.oneOf ?? [schema ?? NO_BODY];
      for (const shape of shapes) expect(shape, operation.id).to.deep.include(NO_BODY);
    }
  });

  it('describes each answer, and each failure as a problem', () => {
    for (const operation of operations()) {
      const { [operation.status]: success, ...failures } = describedAs(operation).responses;
      expect(success?.content, operation.id).to.have.property('application/json');
      expect(Object.keys(failures)).to.include.members(['500', '503']);
      for (const { content, description } of Object.values(failures)) {
        expect(content).to.have.property('application/problem+json');
        expect(description).to.match(/\w/);
      }
    }
  });

  it('has no reference that leads nowhere', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference);
    expect(references).not.to.have.length(0);
    for (const reference of new Set(references)) {
      const steps = String(reference).replace(/^#\//, '').split('/');
      const found = steps.reduce<unknown>((part, step) => (part as Record<string, unknown>)?.[step], document);
      expect(found, reference).to.be.an('object');
    }
  });
});
