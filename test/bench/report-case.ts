import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchCase, BenchContext, BenchResult, BenchScale } from './bench-case.ts';
import { loadLedger } from './bench-ledger.ts';
import { openBenchStore } from './bench-store.ts';
import { BulkInsert } from './bulk-insert.ts';
import { makeReportData, type ReportData } from './report-data.ts';
import { DuckDbPeer } from './report-duckdb.ts';
import { measureFresh } from './report-fresh.ts';
import { measurePayments } from './report-payments.ts';
import { measureDocuments, measureRecompute, putSnapshot } from './report-recompute.ts';
import { measureServed } from './report-served.ts';
import { measureUpkeep } from './report-upkeep.ts';

/** Customers of the store itself, about whom new activities and payments come. */
const NEW_CUSTOMERS = 1_000;
const LEAST_NEW = 20;
const UPKEEP_ROUNDS = 3;

export const reportCase: BenchCase = {
  name: 'report',
  about: 'the manager’s figures on a large company’s data: recomputed, from day documents, kept up, and served',
  run: measureReport,
};

async function measureReport(scale: BenchScale, context: BenchContext): Promise<BenchResult> {
  const { say, shutdown } = context;
  say('Making the company …');
  const data = makeReportData(scale.data);
  const folder = await mkdtemp(join(tmpdir(), 'duethread-bench-'));
  shutdown.add(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  say('Getting DuckDB …');
  const peer = await DuckDbPeer.start(folder, data, context);
  say('Recomputing …');
  const recompute = await measureRecompute(data, peer, scale.slices);
  say('Keeping up event by event …');
  const upkeep = await measureUpkeep(data, Math.min(scale.slices, UPKEEP_ROUNDS));
  const store = await openBenchStore(context);
  const documents = await measureDocuments(store, { data, peer, rounds: scale.slices });
  await putSnapshot(store, data);
  const bulk = new BulkInsert(store.db);
  const customers = await loadLedger(store, bulk, Math.max(LEAST_NEW, Math.round(NEW_CUSTOMERS * scale.data)));
  await bulk.finish();
  const served = await measureServed(store, scale, context);
  say('Looking for what is new …');
  const fresh = await measureFresh(store, served.token, customers);
  say('Paying …');
  const payments = await measurePayments(store, customers);
  return {
    mongodb: store.mongodb,
    measured: served.measured,
    targets: [recompute, documents, payments, upkeep, served].flatMap(({ targets }) => targets).concat(fresh),
    notes: [inWordsOf(data), ...[recompute, documents, payments, upkeep, served].flatMap(({ notes }) => notes)],
  };
}

function inWordsOf({ customers, invoices, payments, contacts, activities }: ReportData): string {
  return `${customers} customers, ${invoices} invoices, ${payments.length} payments, ${activities} activities of which ${contacts.length} contacts.`;
}
