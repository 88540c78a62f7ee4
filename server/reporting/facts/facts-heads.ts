import type { TenantId } from '#shared/domain/ids.ts';
import type { LedgerPositionService } from '../../features/receivables/ledger-position-service.ts';
import { changeMarkOf } from '../../mongo/change-marks.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import { collectionNamed } from '../../mongo/versions.ts';
import type { FactsHead } from './facts-source.ts';

/** How long what was read holds, unless this process itself changes something. */
const HOLDS_MS = 250;

interface ReadHead {
  readonly head: Promise<FactsHead>;
  readonly mark: number;
  readonly askedAt: number;
}

/** Where ledger and log of each tenant stand, asked of the database only now and then. */
export class FactsHeads {
  private readonly read = new Map<TenantId, ReadHead>();

  constructor(
    private readonly positions: LedgerPositionService,
    /** Milliseconds of a clock that only goes forward. */
    private readonly elapsed: () => number = () => performance.now(),
  ) {}

  async now(): Promise<FactsHead> {
    const tenantId = currentTenant();
    const [mark, askedAt] = [changeMarkOf(tenantId), this.elapsed()];
    const known = this.read.get(tenantId);
    if (known !== undefined && known.mark === mark && askedAt - known.askedAt < HOLDS_MS) return known.head;
    const asked = { head: this.ask(tenantId), mark, askedAt };
    this.read.set(tenantId, asked);
    try {
      return await asked.head;
    } catch (error) {
      if (this.read.get(tenantId) === asked) this.read.delete(tenantId);
      throw error;
    }
  }

  private async ask(tenantId: TenantId): Promise<FactsHead> {
    const [position, log] = await Promise.all([
      this.positions.positionAt(),
      collectionNamed<{ tenantId: string; seq: number }>('activityHeads').findOne({ tenantId }),
    ]);
    return { position, seq: log?.seq ?? 0 };
  }
}
