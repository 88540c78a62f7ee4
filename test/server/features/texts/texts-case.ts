import mongoose from 'mongoose';
import request, { type Response } from 'supertest';
import type { LogEntry } from '../../../../server/features/activities/activity-entry.ts';
import { entryHash } from '../../../../server/features/activities/entry-hash.ts';
import { collectionNamed } from '../../../../server/mongo/versions.ts';
import type { ErasureCounts, ErasureSubject } from '../../../../shared/api/texts.ts';
import type { TestApp, TestUser } from '../../../support/app.ts';
import { aKey, CollectionsCase } from '../dispatches/collections-case.ts';

export const NOTHING: ErasureCounts = {
  template_mail: 0,
  other_mail: 0,
  call_note: 0,
  drafts: 0,
  tasks: 0,
  reviewNotes: 0,
};

/** A company with two admins, where things are said, held and erased. */
export class TextsCase {
  private constructor(
    readonly app: TestApp,
    readonly a: CollectionsCase,
    readonly iris: TestUser,
    readonly otto: TestUser,
  ) {}

  static async begin(app: TestApp): Promise<TextsCase> {
    const a = await CollectionsCase.begin(app);
    const iris = await app.user(a.tenant, 'admin', 'iris@brightwater.example');
    const otto = await app.user(a.tenant, 'admin', 'otto@brightwater.example');
    return new TextsCase(app, a, iris, otto);
  }

  /** Logs a call with a note; answers the activity's id. */
  async call(note: string, rest: object = {}): Promise<string> {
    const call = { code: 'phone_left_voicemail', outcome: 'call_again', itemIds: [], client: 'outlook' };
    const answer = await this.a.post('/api/activities', { customerId: this.a.customerId, ...call, note, ...rest });
    return String(required(answer).id);
  }

  /** Prepares a message from a template and announces it; answers the dispatch's id. */
  async message(rest: object = {}): Promise<string> {
    const { id, ticket } = required(await this.prepared(rest));
    required(await this.a.announce(ticket));
    return String(id);
  }

  async prepared(rest: object = {}): Promise<Response> {
    const recipients = ['kim@kestrel.example'];
    return this.a.post('/api/dispatches', this.a.wish({ via: 'outlook', recipients, ...rest }));
  }

  async task(text: string, rest: object = {}): Promise<void> {
    required(await this.a.post('/api/tasks', { customerId: this.a.customerId, text, dueOn: '2026-11-23', ...rest }));
  }

  rules(body: object, by = this.iris): Promise<Response> {
    const put = request(this.app.express).put('/api/texts/rules').auth(by.token, { type: 'bearer' });
    return Promise.resolve(put.send(body));
  }

  hold(customerId = this.a.customerId, by = this.iris): Promise<Response> {
    return this.a.post('/api/texts/holds', { customerId, reason: 'a case before the court' }, { by });
  }

  lift(id: string, step: string, by = this.iris): Promise<Response> {
    return this.a.post(`/api/texts/holds/${id}/lifting`, { step }, { by });
  }

  preview(subject: ErasureSubject): Promise<Response> {
    return this.a.post('/api/texts/erasures/preview', { subject }, { by: this.iris });
  }

  /** Erases what the preview finds. */
  async erase(subject: ErasureSubject, key = aKey()): Promise<Response> {
    const { found } = required(await this.preview(subject)) as unknown as { found: ErasureCounts };
    return this.a.post('/api/texts/erasures', { subject, expected: found }, { by: this.iris, key });
  }

  sweep() {
    return this.a.in(() => this.app.services.textRetention.sweep(this.a.tenant));
  }

  async texts(id: string, by = this.a.ana): Promise<Response> {
    return this.a.get(`/api/activities/${id}/text`, by);
  }

  /** What the admin log says of texts, the oldest first. */
  async deeds(): Promise<{ deed: string; subject: string; by: string; after: unknown }[]> {
    const answer = await this.a.get('/api/admin-log?area=texts', this.iris);
    return [...answer.body.changes].reverse();
  }

  /** Every collection of the database as one text; files as what they hold. */
  async everything(): Promise<string> {
    const { db } = mongoose.connection;
    const kept: string[] = [];
    for (const { name } of (await db?.listCollections().toArray()) ?? []) {
      const documents = await db
        ?.collection(name)
        .find(name === 'tenants' ? {} : ({ tenantId: this.a.tenant.id } as never))
        .toArray()
        .catch(() => []);
      kept.push(`${name}: ${JSON.stringify(documents)}`);
    }
    return kept.join('\n');
  }

  /** The log in its order; throws unless each entry's hash follows from it and the one before. */
  async chainedLog(): Promise<LogEntry[]> {
    const stored = await collectionNamed<LogEntry & { _id: string; hash: string; tenantId: string }>('activities')
      .find({ tenantId: this.a.tenant.id } as never)
      .sort({ seq: 1 })
      .toArray();
    let previous: string | null = null;
    return stored.map(({ _id, hash, tenantId: _, ...rest }) => {
      const entry = { ...rest, id: _id } as unknown as LogEntry;
      if (entryHash(previous, entry) !== hash) throw new Error(`The chain is broken at ${entry.seq}.`);
      previous = hash;
      return entry;
    });
  }
}

export function required(answer: Response): Record<string, string> {
  if (answer.status >= 300) throw new Error(`${answer.status}: ${answer.text}`);
  return answer.body;
}
