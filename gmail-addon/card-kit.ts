import { randomUUID } from 'node:crypto';
import { type CompanyCodesView, codesOffered } from '#shared/api/company-codes.ts';
import type { CodeDefinition } from '#shared/domain/activity-code.ts';
import type { Formats } from '#shared/words/formats.ts';
import type { ActionArgs, ActionName, ActionOwner, ActionSeals } from './actions.ts';
import { SEAL } from './actions.ts';
import type { Action, Button } from './card.ts';
import { plain } from './card-html.ts';
import type { Words } from './card-words.ts';
import { actionPath } from './entry-points.ts';

/** Who looks at a card: whether they may do more than read, and what of the codes their company has otherwise. */
export interface CardReader {
  readonly mayChange: boolean;
  readonly codes?: CompanyCodesView | undefined;
}

/** What the card builders need beside their data: words, formats, and buttons that are signed for the user and message at hand. */
export class CardKit {
  constructor(
    readonly words: Words,
    readonly formats: Formats,
    private readonly signing: { readonly seals: ActionSeals; readonly owner: ActionOwner; readonly endpoint: string },
    private readonly reader: CardReader = { mayChange: true },
  ) {}

  /** Whether who looks at the card may do more than read. */
  get mayChange(): boolean {
    return this.reader.mayChange;
  }

  /** Of some codes those that the company uses, in its order. */
  codesOffered(all: readonly CodeDefinition[]): CodeDefinition[] {
    return codesOffered(all, this.reader.codes);
  }

  /** Whether there is an open message beside the card. */
  get hasMessage(): boolean {
    return this.signing.owner.messageId !== '';
  }

  /** For a form that is begun: whatever becomes of its cards, what it saves is saved under this key. */
  newKey(): string {
    return randomUUID();
  }

  /** `spoken` is said to those who do not see what the button stands beside. */
  button<N extends ActionName>(text: string, action: N, args: ActionArgs<N>, spoken?: string): Button {
    const altText = spoken === undefined ? {} : { altText: plain(spoken) };
    return { text: plain(text), ...altText, onClick: { action: this.action(action, args) } };
  }

  /** Opens what the handler answers an address for: one that is good for minutes is not asked for before. */
  opener<N extends ActionName>(text: string, action: N, args: ActionArgs<N>, spoken: string): Button {
    return {
      text: plain(text),
      altText: plain(spoken),
      onClick: { openDynamicLinkAction: this.action(action, args) },
    };
  }

  /** Opens an address: `tel:` and `mailto:` of any kind, `https:` where the deployment lists how it begins. */
  link(text: string, url: string, spoken: string): Button {
    return { text: plain(text), altText: plain(spoken), onClick: { openLink: { url } } };
  }

  private action<N extends ActionName>(action: N, args: ActionArgs<N>): Action {
    const { seals, owner, endpoint } = this.signing;
    return {
      function: endpoint + actionPath(action),
      parameters: [{ key: SEAL, value: seals.seal(action, args, owner) }],
      loadIndicator: 'SPINNER',
      persistValues: true,
    };
  }
}
