import { signal } from '@preact/signals';
import { type AttachmentWish, linkDocument } from '#shared/api/documents.ts';
import type { MailHost } from '../host/mail-host.ts';
import { type Failure, failureOf } from './failure.ts';
import type { PaneApi } from './pane-api.ts';

/** Opens a customer's statement or invoice documents in the browser, by an address that is good for minutes. */
export class DocumentLinks {
  /** Why the last one could not be opened; null where nothing is wrong. */
  readonly failure = signal<Failure | null>(null);

  private turn = 0;

  constructor(
    private readonly host: MailHost,
    private readonly api: PaneApi,
  ) {}

  async open(customerId: string, wish: AttachmentWish): Promise<void> {
    this.clear();
    const { turn } = this;
    try {
      const { url } = await this.api.call(linkDocument, { params: { id: customerId }, body: { wish } });
      this.host.openInBrowser(url);
    } catch (error) {
      const failure = failureOf(error);
      if (turn === this.turn) this.failure.value = failure;
    }
  }

  /** What went wrong before is of no interest any more. */
  clear(): void {
    this.turn += 1;
    this.failure.value = null;
  }
}
