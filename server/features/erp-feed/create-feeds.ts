import type { Clock } from '../../ports.ts';
import { FeedRunReadModel } from '../receivables/feed-run-read-model.ts';
import type { LedgerPositionService } from '../receivables/ledger-position-service.ts';
import type { RunService } from '../receivables/run-service.ts';
import type { FeedDeedLog } from './feed-deeds.ts';
import { FeedRunService, type TakeBacks } from './feed-run-service.ts';
import { type AfterFeed, FeedService } from './feed-service.ts';
import { FeedClaimRepository } from './folder/feed-claim-repository.ts';
import { CLAIM_LEASE_MS, WatchedFolder, type WatchedFolderParts } from './folder/watched-folder.ts';
import { FeedDeliveryRepository } from './kept/feed-delivery-repository.ts';
import { FileBlockRepository } from './kept/file-block-repository.ts';
import { KeptFileRepository } from './kept/kept-file-repository.ts';
import { KeptFiles } from './kept/kept-files.ts';

interface FeedSources {
  readonly ledgerRuns: RunService;
  readonly ledgerPositions: LedgerPositionService;
  readonly takeBacks: TakeBacks;
  readonly tenants: WatchedFolderParts['tenants'];
  readonly afterFeed: AfterFeed;
  readonly adminLog: FeedDeedLog;
}

/** Makes the services that read files into the ledger. */
export function createFeeds(
  { ledgerRuns, ledgerPositions: positions, takeBacks, tenants, afterFeed, adminLog }: FeedSources,
  clock: Clock,
) {
  const keptFiles = new KeptFiles(new KeptFileRepository(), new FileBlockRepository());
  const deliveries = new FeedDeliveryRepository();
  const runs = new FeedRunReadModel();
  const feedClaims = new FeedClaimRepository();
  const feeds = new FeedService({ ledgerRuns, keptFiles, deliveries, afterFeed, clock });
  return {
    feeds,
    feedClaims,
    feedRuns: new FeedRunService({ feeds, runs, positions, takeBacks, keptFiles, deliveries, adminLog, clock }),
    /** Watches a folder on this machine; `note` is told in a line what came of each file, and a claim lasts `leaseMs` without a sign of life. */
    watchFolder: (folder: string, note: WatchedFolderParts['note'], leaseMs = CLAIM_LEASE_MS) =>
      new WatchedFolder({ folder, feeds, tenants, claims: feedClaims, note, leaseMs }),
  };
}
