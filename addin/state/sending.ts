import type { DispatchView } from '#shared/api/dispatches.ts';
import type { PaneWords } from '#shared/words/catalogue.ts';
import type { MailHost, OpenItem } from '../host/mail-host.ts';
import { DispatchWatch } from './dispatch-watch.ts';
import { DocumentLinks } from './document-links.ts';
import { inBackground } from './failure.ts';
import { MessagePlacer } from './message-placer.ts';
import type { PaneApi } from './pane-api.ts';
import type { ShownCustomer } from './sidebar-state.ts';
import { TemplateDesk } from './template-desk.ts';
import type { PlacedState } from './template-state.ts';

export interface SendingParts {
  readonly host: MailHost;
  readonly api: PaneApi;
  readonly words: Pick<PaneWords, 'templates'>;
  /** The message whose customer is on screen; null for none. */
  readonly shownItem: () => OpenItem | null;
  readonly say: (words: string) => void;
  /** Called when the server has learned something of a message. */
  readonly reported: () => void;
  readonly lookEveryMs: number | null;
  readonly renewAfterMs: number;
}

/** All that goes out: choosing a template, placing it, its files, and what is known of it afterwards. */
export class Sending {
  readonly templates: TemplateDesk;
  readonly dispatches: DispatchWatch;
  readonly documents: DocumentLinks;

  constructor(private readonly parts: SendingParts) {
    const { host, api, reported, lookEveryMs, renewAfterMs } = parts;
    const placer = new MessagePlacer(host, api);
    this.documents = new DocumentLinks(host, api);
    this.dispatches = new DispatchWatch({ api, placer, reported, lookEveryMs });
    this.templates = new TemplateDesk({
      host,
      api,
      placer,
      renewAfterMs,
      placed: (item, dispatch, way) => this.placed(item, dispatch, way),
    });
  }

  /** Opens the templates for the customer on screen and the ticked items. */
  async open({ card, item }: ShownCustomer, itemIds: readonly string[]): Promise<void> {
    const contacts = card.contacts.filter(({ email }) => email !== '');
    await this.templates.open({ item, customer: card.customer, contacts, itemIds });
  }

  /** Another message is open: what belongs to the one before ends with it. */
  leaveItem(): void {
    this.templates.close();
    this.dispatches.clear();
    this.documents.clear();
  }

  /** Another person signed in: what this one wrote and saw is not theirs. */
  forget(): void {
    this.templates.discardAll();
    this.dispatches.forget();
  }

  /** The reply that was opened may be on screen already. */
  private placed(item: OpenItem | null, dispatch: DispatchView, way: PlacedState['way']): void {
    const shown = this.parts.shownItem();
    inBackground(this.dispatches.placed({ item, dispatch, way }, shown));
    this.parts.say(this.parts.words.templates.placedBy[way]);
  }
}
