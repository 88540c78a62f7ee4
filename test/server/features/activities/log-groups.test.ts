import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import express, { Router } from 'express';
import { beforeEach, describe, it } from 'mocha';
import mongoose from 'mongoose';
import pino from 'pino';
import request from 'supertest';
import type { NewEntry } from '../../../../server/features/activities/activity-log-service.ts';
import { activityEndpoints } from '../../../../server/features/activities/activity-routes.ts';
import { createActivities } from '../../../../server/features/activities/create-activities.ts';
import { entryHash } from '../../../../server/features/activities/entry-hash.ts';
import { errorHandler } from '../../../../server/http/error-handler.ts';
import { mount } from '../../../../server/http/mount.ts';
import { RequestLimits } from '../../../../server/http/request-limits.ts';
import { inTenant } from '../../../../server/mongo/tenancy.ts';
import { collectionNamed } from '../../../../server/mongo/versions.ts';
import type { TenantId } from '../../../../shared/domain/ids.ts';
import { TestApp, useStore } from '../../../support/app.ts';
import { PLENTY } from '../../../support/settings.ts';
import { aCall, HERON, KESTREL, tableLedger } from './table-ledger.ts';

const TENANT = 'c'.repeat(24) as TenantId;

/** More than one document of MongoDB can be. */
const TOO_MUCH = 'x'.repeat(17 * 2 ** 20);

interface Stored {
  readonly _id: string;
  readonly seq: number;
  readonly hash?: string;
}

describe('what is logged together', function () {
  this.timeout(300_000);
  const store = useStore();
  const app = new TestApp();
  const newLog = () => createActivities(tableLedger, app.clock);
  const inCompany = <T>(work: () => Promise<T>) => inTenant(TENANT, work);
  let log = newLog();

  beforeEach(() => {
    log = newLog();
  });

  const append = (...entries: NewEntry[]) => inCompany(() => log.activityLog.append(entries));
  const stored = (): Promise<Stored[]> =>
    collectionNamed('activities').find({ tenantId: TENANT }).sort({ seq: 1 }).toArray() as unknown as Promise<Stored[]>;
  const seqs = async () => (await stored()).map(({ seq }) => seq);
  const upTo = (count: number) => Array.from({ length: count }, (_, place) => place + 1);
  const keyed = (key: string, note: string, entry: NewEntry = aCall({ note })) =>
    inCompany(() => {
      const body = { note };
      const asked = { userId: 'ana', operation: 'recordActivity', key, body, at: app.clock.now() };
      return log.activityLog.appendOnce(asked, [entry], ([own]) => ({ id: own?.id, seq: own?.seq }));
    });

  /** That each entry's hash is made of the one before and of what the entry says, and that the head has the last. */
  async function requireChain(): Promise<void> {
    let previous: string | null = null;
    const entries = await stored();
    for (const { hash, ...rest } of entries) {
      const { _id: id, tenantId: _, ...entry } = rest as Stored & { tenantId: string };
      previous = entryHash(previous, { id, ...entry } as never);
      expect(hash, `entry ${rest.seq}`).to.equal(previous);
    }
    const head = await collectionNamed('activityHeads').findOne({ tenantId: TENANT });
    expect(head).to.deep.include({ seq: entries.length, hash: previous });
  }

  async function requireSummaries(): Promise<void> {
    for (const customerId of [KESTREL, HERON]) {
      const kept = await inCompany(() => log.contactSummaries.read(customerId));
      expect(kept).to.deep.equal(await inCompany(() => log.activityLog.summaryFromLog(customerId)));
    }
  }

  /** How many transactions the product commits during some work. */
  async function commitsDuring(work: () => Promise<unknown>): Promise<number> {
    let commits = 0;
    const count = ({ commandName }: { commandName: string }) => {
      if (commandName === 'commitTransaction') commits += 1;
    };
    const client = mongoose.connection.getClient();
    client.on('commandStarted', count);
    await work();
    client.off('commandStarted', count);
    return commits;
  }

  it('is one transaction, and each caller gets its own entries', async () => {
    const asked = upTo(16).map((place) => ({ note: `call ${place}`, customerId: place % 2 === 0 ? KESTREL : HERON }));
    let answers: Awaited<ReturnType<typeof append>>[] = [];
    const commits = await commitsDuring(async () => {
      answers = await Promise.all(asked.map((each) => append(aCall(each), aCall(each))));
    });
    expect(commits).to.equal(1);
    expect(await seqs()).to.deep.equal(upTo(32));
    for (const [place, entries] of answers.entries()) {
      expect(entries.map(({ seq, customerId }) => [seq, customerId])).to.deep.equal([
        [2 * place + 1, asked[place]?.customerId],
        [2 * place + 2, asked[place]?.customerId],
      ]);
    }
    await requireSummaries();
    await requireChain();
  });

  it('is as many as come while a transaction is under way', async () => {
    let answered = 0;
    const commits = await commitsDuring(async () => {
      const worker = async () => {
        for (let round = 0; round < 5; round += 1) {
          const { length } = await append(aCall());
          answered += length;
        }
      };
      await Promise.all(Array.from({ length: 16 }, worker));
    });
    expect(answered).to.equal(80);
    expect(await seqs()).to.deep.equal(upTo(80));
    expect(commits).to.be.lessThan(30);
    await requireChain();
  });

  it('leaves out what does not fit, and nothing else', async () => {
    const outcomes = await Promise.allSettled([
      append(aCall({ note: 'one' })),
      append(aCall(), aCall({ customerId: 'nobody' as never })),
      append(aCall({ outcome: 'refused' })),
      append(aCall({ note: 'two' })),
    ]);
    expect(outcomes.map(({ status }) => status)).to.deep.equal(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    expect(outcomes.map((outcome) => (outcome.status === 'rejected' ? outcome.reason.code : ''))).to.deep.equal([
      '',
      'customer_not_found',
      'request_invalid',
      '',
    ]);
    expect(await seqs()).to.deep.equal([1, 2]);
  });

  it('is written though the database refuses one of it', async () => {
    const calls = upTo(6).map((place) => append(aCall({ note: `call ${place}` })));
    const poison = append(aCall({ note: TOO_MUCH }));
    const outcomes = await Promise.allSettled([...calls, poison]);
    expect(outcomes.map(({ status }) => status)).to.deep.equal([...Array(6).fill('fulfilled'), 'rejected']);
    expect(await seqs()).to.deep.equal(upTo(6));
    await requireSummaries();
    await requireChain();
  });

  it('has one effect for a key that comes twenty times in a group, and in the groups after it', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => keyed('the-same-key', 'once')));
    const others = await Promise.all([keyed('the-same-key', 'once'), keyed('another-key', 'twice')]);
    expect(new Set([...answers, others[0]].map((answer) => JSON.stringify(answer)))).to.have.property('size', 1);
    expect(others[1]?.seq).to.equal(2);
    expect(await seqs()).to.deep.equal([1, 2]);
  });

  it('gives a key that comes with another body to the first, and refuses the second', async () => {
    const outcomes = await Promise.allSettled([keyed('key-of-two', 'one'), keyed('key-of-two', 'two')]);
    expect(outcomes.map(({ status }) => status)).to.deep.equal(['fulfilled', 'rejected']);
    expect(outcomes[1]).to.have.nested.property('reason.code', 'idempotency_key_reused');
    expect(await seqs()).to.deep.equal([1]);
  });

  it('lets a repetition try where the first one with the key was refused, and answers what fits no more as before', async () => {
    const misfit = aCall({ outcome: 'refused' });
    const outcomes = await Promise.allSettled([keyed('a-first-try', 'same', misfit), keyed('a-first-try', 'same')]);
    expect(outcomes.map(({ status }) => status)).to.deep.equal(['rejected', 'fulfilled']);
    // The items of the first request are gone by the time it is repeated.
    const again = await keyed('a-first-try', 'same', misfit);
    expect(again).to.deep.equal(outcomes[1]?.status === 'fulfilled' && outcomes[1].value);
    expect(await seqs()).to.deep.equal([1]);
  });

  it('is found by another process that is sent the same key at the same time', async () => {
    const others = Array.from({ length: 4 }, newLog);
    const answers = await Promise.all(
      [log, ...others].map((own, place) =>
        inCompany(() => {
          const asked = { userId: 'ana', operation: 'recordActivity', key: 'key-of-all', body: 1, at: app.clock.now() };
          const mine = own.activityLog.append([aCall({ note: `of ${place}` })]);
          const shared = own.activityLog.appendOnce(asked, [aCall()], ([entry]) => entry?.seq);
          return Promise.all([shared, mine]).then(([seq]) => seq);
        }),
      ),
    );
    expect(new Set(answers)).to.have.property('size', 1);
    expect(await seqs()).to.deep.equal(upTo(6));
    await requireSummaries();
    await requireChain();
  });

  it('stays gapless, chained and summed up where two processes write in turn and at once', async () => {
    const other = newLog();
    for (let round = 0; round < 6; round += 1) {
      const own = round % 2 === 0 ? log : other;
      await inCompany(() =>
        own.activityLog.append([aCall({ note: `in turn ${round}` }), aCall({ customerId: HERON })]),
      );
    }
    await Promise.all(
      upTo(12).map((place) =>
        inCompany(() => (place % 3 === 0 ? other : log).activityLog.append([aCall({ note: `at once ${place}` })])),
      ),
    );
    expect(await seqs()).to.deep.equal(upTo(24));
    await requireSummaries();
    await requireChain();
  });

  it('goes on from a log that was written before entries had hashes', async () => {
    await append(aCall());
    await collectionNamed('activityHeads').updateOne({ tenantId: TENANT }, { $unset: { hash: 1 } });
    const [entry] = await inCompany(() => newLog().activityLog.append([aCall()]));
    expect(entry?.seq).to.equal(2);
    const [, second] = await stored();
    const { hash, _id: id, tenantId: _, ...rest } = second as Stored & { tenantId: string };
    expect(hash).to.equal(entryHash(null, { id, ...rest } as never));
  });

  it('waits for all of it where the process is about to end', async () => {
    const calls = upTo(5).map(() => append(aCall()));
    await inCompany(() => log.activityLog.settled());
    expect(await seqs()).to.deep.equal(upTo(5));
    await Promise.all(calls);
  });

  it('answers 503 with a time to wait where more comes than may wait, and loses nothing of the rest', async () => {
    const limits = { atOnce: 2, underWay: 1, waiting: 4 };
    const { activityService, ...rest } = createActivities(tableLedger, app.clock, limits);
    const tenant = await app.tenant();
    const ana = await app.user(tenant, 'collector');
    const router = Router();
    const { textRules } = app.services;
    const endpoints = activityEndpoints({ activityService, ...rest, textRules });
    const plenty = new RequestLimits(app.services.limiter, PLENTY);
    mount(router, endpoints, { findActor: async () => ana.actor, limits: plenty, checkAnswers: true });
    const server = express().use(router, errorHandler(pino({ level: 'silent' })));
    const body = {
      customerId: KESTREL,
      itemIds: [],
      code: 'phone_no_answer',
      outcome: 'call_again',
      client: 'outlook',
    };
    const post = (key: string) =>
      request(server).post('/api/activities').set({ authorization: 'Bearer x', 'idempotency-key': key }).send(body);
    const keys = upTo(40).map((place) => `key-number-${place}`);
    const answers = await Promise.all(keys.map((key) => post(key)));
    const refused = answers.filter(({ status }) => status === 503);
    expect(refused.length).to.be.greaterThan(0);
    expect(refused[0]?.body.code).to.equal('log_busy');
    expect(Number(refused[0]?.headers['retry-after'])).to.be.greaterThan(0);
    expect(answers.filter(({ status }) => status === 201)).to.have.length(40 - refused.length);
    for (const key of keys) expect((await post(key)).status).to.equal(201);
    expect(await collectionNamed('activities').countDocuments({ tenantId: tenant.id })).to.equal(40);
  });

  it('is there after its process was killed in the middle, as far as it was acknowledged, and has no gap', async () => {
    const script = fileURLToPath(new URL('log-child.ts', import.meta.url));
    const args = ['--import', 'tsx', script, store.uri(), store.databaseName, TENANT];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    const ended = once(child, 'close');
    for await (const chunk of child.stdout) {
      said += String(chunk);
      if (said.split('\n').length > 60) child.kill('SIGKILL');
    }
    await ended;
    const acknowledged = said.split('\n').slice(0, -1);
    const entries = await stored();
    const ids = new Set(entries.map(({ _id }) => _id));
    expect(acknowledged.filter((id) => !ids.has(id))).to.deep.equal([]);
    expect(entries.map(({ seq }) => seq)).to.deep.equal(upTo(entries.length));
    await append(aCall({ note: 'after it' }));
    await requireSummaries();
    await requireChain();
  });
});
