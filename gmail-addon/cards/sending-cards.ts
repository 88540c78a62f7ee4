import type { MessageCorrelation } from '#shared/api/activities.ts';
import { buttons, type Card, paragraph, type Section, section } from '../card.ts';
import { bold, html } from '../card-html.ts';
import type { CardKit } from '../card-kit.ts';

export interface MessageState {
  readonly customerId: string;
  readonly dispatchId: string;
  readonly message: MessageCorrelation;
}

/** What is known of a message that was handed to Gmail, at the top of the customer card. */
export function sentSection({ words }: CardKit): Section[] {
  return section([paragraph(bold(words.cards.templates.sent))]);
}

/** The message is out, and the log has not heard of it. */
export function notLoggedCard(kit: CardKit, { customerId, dispatchId, message }: MessageState): Card {
  const { templates } = kit.words.cards;
  const state = { customerId, dispatchId, message };
  return {
    name: 'not-logged',
    header: { title: templates.sentNotLogged },
    sections: section([buttons(kit.button(templates.logIt, 'mark-sent', state))]),
  };
}

/** Nobody knows whether the message is out. It is not sent again; a person looks. */
export function inDoubtCard(kit: CardKit, { customerId, dispatchId, message }: MessageState, why: string): Card {
  const { templates } = kit.words.cards;
  const state = { customerId, dispatchId };
  return {
    name: 'in-doubt',
    header: { title: templates.inDoubt },
    sections: section([
      paragraph(html`${why}`),
      buttons(
        kit.button(templates.markSent, 'mark-sent', { ...state, message }),
        kit.button(templates.lookAgain, 'look-again', state),
      ),
    ]),
  };
}
