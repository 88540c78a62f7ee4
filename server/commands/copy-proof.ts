import type mongoose from 'mongoose';
import { readLogChain } from '../features/activities/log-chain-read-model.ts';
import type { CompanyStand, Manifest } from '../mongo/backup/manifest.ts';
import type { Services } from '../services.ts';
import { hashOfFigures } from './copy-figures.ts';

/** What a restored copy was found to be. */
export interface CopyProof {
  readonly lines: readonly string[];
  readonly holds: boolean;
}

/** Holds a restored copy against what is known of it: each company's log is whole and ends where it ended, its ledger is at its run, and its figures are the same. */
export async function proveCopy(
  db: mongoose.mongo.Db,
  services: Services,
  { companies }: Manifest,
): Promise<CopyProof> {
  const lines: string[] = [];
  let holds = true;
  for (const company of companies) {
    for (const [about, problem] of await findings(db, services, company)) {
      holds &&= problem === null;
      lines.push(`${company.name}: ${about}${problem === null ? '' : `: ${problem}`}`);
    }
  }
  return { lines, holds };
}

type Finding = readonly [about: string, problem: string | null];

async function findings(db: mongoose.mongo.Db, services: Services, company: CompanyStand): Promise<Finding[]> {
  return [await logFinding(db, company), await ledgerFinding(db, company), await figuresFinding(services, company)];
}

async function logFinding(db: mongoose.mongo.Db, { id, log }: CompanyStand): Promise<Finding> {
  const { entries, hash, broken } = await readLogChain(db, id);
  const about = `activity log, ${entries} entries`;
  if (broken !== null) return [about, `entry ${broken.seq} is not as it was written: ${broken.why}`];
  return [about, entries === log.seq && hash === log.hash ? null : `it ended with entry ${log.seq} when it was copied`];
}

async function ledgerFinding(db: mongoose.mongo.Db, { id, ledger }: CompanyStand): Promise<Finding> {
  const head = await db.collection('ledgerHeads').findOne({ tenantId: id });
  const number = Number(head?.number ?? 0);
  return [`ledger, run ${number}`, number === ledger ? null : `it was at run ${ledger} when it was copied`];
}

async function figuresFinding(services: Services, { id, figures }: CompanyStand): Promise<Finding> {
  if (figures === null)
    return ['figures, not compared: there were none, or the company went on while they were asked', null];
  const about = `figures of ${figures.asOf}`;
  const tenant = (await services.tenants.list()).find((each) => each.id === id);
  if (tenant === undefined) return [about, 'the company is not there'];
  const found = await hashOfFigures(services, tenant, figures);
  return [about, found === figures.sha256 ? null : 'they are not the same as when it was copied'];
}
