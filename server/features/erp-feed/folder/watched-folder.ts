import { join } from 'node:path';
import { DomainError } from '../../../errors.ts';
import type { Tenant } from '../../../identity/tenant-repository.ts';
import { inTenant } from '../../../mongo/tenancy.ts';
import { fileOnDisk } from '../feed-file.ts';
import type { FeedService } from '../feed-service.ts';
import type { FeedClaimRepository } from './feed-claim-repository.ts';
import { attemptsOf, type Claim, claimFile, claimId, putAway, putBack, TAKING, takeOver } from './folder-claim.ts';
import { type FolderEnd, givenUp, outcomeEnd, refusalEnd } from './folder-end.ts';
import { filesIn, foldersIn, type Inbox, inboxesIn, type SeenFile } from './folder-inbox.ts';
import { orderBeside } from './folder-order.ts';

/** How long a claim lasts without a sign of life: what a dead process was at is taken up again after that. */
export const CLAIM_LEASE_MS = 30_000;
/** A file that could not be brought to an end so often is put aside. */
const MOST_ATTEMPTS = 3;
const ACTOR = 'watched folder';

export interface WatchedFolderParts {
  readonly folder: string;
  readonly feeds: FeedService;
  readonly tenants: { list(): Promise<Tenant[]> };
  readonly claims: FeedClaimRepository;
  /** Told in one line what came of each file, and what cannot be taken. */
  readonly note: (line: string) => void;
  readonly leaseMs?: number;
}

/** Takes the files that people and programs put into `<folder>/<company>/<profile>/`, each once it has stopped growing. Never deletes one. */
export class WatchedFolder {
  private seen: ReadonlyMap<string, SeenFile> = new Map();
  private readonly told = new Set<string>();
  private isStopping = false;

  constructor(private readonly parts: WatchedFolderParts) {}

  /** Looks through the folder once: takes what is as it was at the last look, and what dead processes have left behind. One look at a time. */
  async look(): Promise<void> {
    const { folder, tenants } = this.parts;
    const { inboxes, strays } = await inboxesIn(folder, await tenants.list());
    for (const stray of strays) this.tellOnce(`${stray} is for no company, or no profile: nothing in it is taken.`);
    const seen = new Map<string, SeenFile>();
    for (const inbox of inboxes) {
      if (this.isStopping) return;
      await inTenant(inbox.tenant.id, () => this.lookInto(inbox, seen)).catch((error: unknown) => {
        this.tellOnce(`${inbox.path} cannot be looked through: ${wordsOf(error)}`);
      });
    }
    this.seen = seen;
  }

  /** Begins no other file. */
  stop(): void {
    this.isStopping = true;
  }

  private async lookInto(inbox: Inbox, seen: Map<string, SeenFile>): Promise<void> {
    for (const id of await foldersIn(join(inbox.path, TAKING))) await this.takeUp(inbox, id);
    for (const file of await filesIn(inbox)) {
      if (this.isStopping) return;
      if (this.hasSettled(file)) await this.takeNew(inbox, file.name);
      else seen.set(file.path, file);
    }
  }

  private hasSettled({ path, size, mtimeMs }: SeenFile): boolean {
    const before = this.seen.get(path);
    return before !== undefined && before.size === size && before.mtimeMs === mtimeMs;
  }

  private async takeNew(inbox: Inbox, name: string): Promise<void> {
    await this.holding(claimId(0), inbox, (id) => claimFile(inbox.path, name, id));
  }

  private async takeUp(inbox: Inbox, deadId: string): Promise<void> {
    const { claims } = this.parts;
    if (this.isStopping || (await claims.isHeld(deadId))) return;
    await this.holding(claimId(attemptsOf(deadId) + 1), inbox, (id) => takeOver(inbox.path, deadId, id));
    await claims.release(deadId);
  }

  /** Holds a claim before its file is moved, and for as long as it is worked on. */
  private async holding(id: string, inbox: Inbox, claim: (id: string) => Promise<Claim | null>): Promise<void> {
    const { claims, leaseMs = CLAIM_LEASE_MS } = this.parts;
    await claims.hold(id, leaseMs);
    const renewal = setInterval(() => {
      // A renewal that fails lets the claim run out; the file is then taken up again, which has no second effect.
      claims.hold(id, leaseMs).catch(() => undefined);
    }, leaseMs / 3);
    try {
      const claimed = await claim(id);
      if (claimed !== null) await this.bringToEnd(claimed, inbox);
    } finally {
      clearInterval(renewal);
      await claims.release(id);
    }
  }

  private async bringToEnd(claim: Claim, inbox: Inbox): Promise<void> {
    const where = `${inbox.tenant.name}, ${inbox.profile}`;
    try {
      const { into, report, line } = await this.endOf(claim, inbox);
      const name = await putAway(claim, into, report);
      this.parts.note(`${where}: ${line} It is in ${into} as ${JSON.stringify(name)}.`);
    } catch (error) {
      if (isBusy(error)) await putBack(claim);
      this.parts.note(`${where}: ${claim.name} is tried again: ${wordsOf(error)}`);
    }
  }

  private async endOf(claim: Claim, inbox: Inbox): Promise<FolderEnd> {
    if (claim.attempts >= MOST_ATTEMPTS) return givenUp(claim.name, claim.attempts);
    try {
      return await this.fed(claim, inbox);
    } catch (error) {
      if (error instanceof DomainError && !isBusy(error)) return refusalEnd(claim.name, error.message);
      throw error;
    }
  }

  private async fed({ folder, name }: Claim, { path, profile }: Inbox): Promise<FolderEnd> {
    const { feeds } = this.parts;
    const { mapping, coverage, onProblem } = await orderBeside(path);
    const reading = await feeds.read(fileOnDisk(join(folder, name)), { profile, mapping });
    const order = { coverage, onProblem, dataAsOf: null, dryRun: false, actor: ACTOR };
    return outcomeEnd(await feeds.take(reading, order));
  }

  private tellOnce(line: string): void {
    if (this.told.has(line)) return;
    this.told.add(line);
    this.parts.note(line);
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof DomainError && error.code === 'feed_busy';
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
