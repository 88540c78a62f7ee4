import type { ItemId } from '#shared/domain/ids.ts';

/** The ERP's own document of an invoice in one version, without its bytes. Versions never change: what was sent with one can be had again. */
export interface InvoiceDocument {
  /** The invoice; where it falls due in parts, each of them. */
  readonly itemIds: readonly ItemId[];
  readonly number: string;
  /** From 1. */
  readonly version: number;
  readonly fileName: string;
  /** In bytes. */
  readonly size: number;
  /** In hex. */
  readonly sha256: string;
  /** Who brought it: a user's e-mail address, or which program. */
  readonly storedBy: string;
  readonly storedAt: Date;
}
