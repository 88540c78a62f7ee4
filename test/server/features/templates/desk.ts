import { expect } from 'chai';
import type { Response } from 'supertest';
import request from 'supertest';
import type { ClauseView } from '../../../../shared/api/clauses.ts';
import type { TemplateVersionDetail } from '../../../../shared/api/templates.ts';
import type { TestUser } from '../../../support/app.ts';
import type { CollectionsCase } from '../dispatches/collections-case.ts';

export const WORDS = {
  name: 'House letter',
  language: 'en',
  brand: null,
  stage: 'reply',
  subject: 'Account {{ customer.number }}',
  html: '<p>Dear {{ customer.name }},</p><p>we write to you.</p>',
};

const CLAUSE = { name: 'bank_details', language: '', brand: null, html: '<p>Bank: Example Bank</p>' };

/** Templates and clauses as their people handle them over HTTP. */
export class Desk {
  constructor(private readonly a: CollectionsCase) {}

  async draft(changes: object, by: TestUser): Promise<string> {
    const { status, body } = await this.a.post('/api/template-versions', { ...WORDS, ...changes }, { by });
    expect(status, JSON.stringify(body)).to.equal(201);
    return body.id;
  }

  async read(id: string, by: TestUser): Promise<TemplateVersionDetail> {
    return (await this.a.get(`/api/template-versions/${id}`, by)).body;
  }

  async change(id: string, changes: object, by: TestUser): Promise<Response> {
    const { stage, subject, html, revision } = await this.read(id, by);
    return this.put(`/api/template-versions/${id}`, { stage, subject, html, revision, ...changes }, by);
  }

  async step(id: string, step: string, by: TestUser, rest: object = {}): Promise<Response> {
    const { revision } = await this.read(id, by);
    return this.a.post(`/api/template-versions/${id}/steps`, { step, revision, ...rest }, { by });
  }

  async approved(changes: object, author: TestUser, second: TestUser): Promise<string> {
    const id = await this.draft(changes, author);
    for (const [step, by] of [
      ['submit', author],
      ['approve', second],
    ] as const)
      await this.mustStep(id, step, by);
    return id;
  }

  async live(changes: object, author: TestUser, second: TestUser): Promise<string> {
    const id = await this.approved(changes, author, second);
    await this.mustStep(id, 'put_live', author);
    return id;
  }

  async clauses(by: TestUser): Promise<ClauseView[]> {
    return (await this.a.get('/api/clauses', by)).body.clauses;
  }

  async draftClause(changes: object, by: TestUser): Promise<string> {
    const { status, body } = await this.a.post('/api/clauses', { ...CLAUSE, ...changes }, { by });
    expect(status, JSON.stringify(body)).to.equal(201);
    return body.id;
  }

  async stepClause(id: string, step: string, by: TestUser, rest: object = {}): Promise<Response> {
    const revision = (await this.clauses(by)).find((clause) => clause.id === id)?.revision ?? -1;
    return this.a.post(`/api/clauses/${id}/steps`, { step, revision, ...rest }, { by });
  }

  async liveClause(changes: object, author: TestUser, others: readonly TestUser[]): Promise<string> {
    const id = await this.draftClause(changes, author);
    await this.stepClause(id, 'submit', author);
    for (const by of others) await this.stepClause(id, 'approve', by);
    const { status, body } = await this.stepClause(id, 'put_live', author);
    expect(status, JSON.stringify(body)).to.equal(200);
    return id;
  }

  async put(path: string, body: object, by: TestUser): Promise<Response> {
    return request(this.a.app.express).put(path).set('Authorization', `Bearer ${by.token}`).send(body);
  }

  private async mustStep(id: string, step: string, by: TestUser): Promise<void> {
    const { status, body } = await this.step(id, step, by);
    expect(status, `${step}: ${JSON.stringify(body)}`).to.equal(200);
  }
}
