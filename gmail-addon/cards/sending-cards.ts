import type { MessageCorrelation } from '#shared/api/activities.ts';
import { buttons, type Card, paragraph, section } from '../card.ts';
import { html } from '../card-html.ts';
import type { CardKit } from '../card-kit.ts';

export interface MessageState {
  readonly customerId: string;
  readonly dispatchId: string;
  readonly message: MessageCorrelation;
  /** Whether it answers none. */
  readonly isNew: boolean;
}

/** The message is out, and the log has not heard of it. */
export function notLoggedCard(kit: CardKit, { customerId, dispatchId, message, isNew }: MessageState): Card {
  const { templates } = kit.words.cards;
  const state = { customerId, dispatchId, message, isNew };
  return {
    name: 'not-logged',
    header: { title: templates.sentNotLogged },
    sections: section([buttons(kit.button(templates.logIt, 'mark-sent', state))]),
  };
}

/** Nobody knows whether the message is out. It is not sent again; a person looks. */
export function inDoubtCard(kit: CardKit, { customerId, dispatchId, message, isNew }: MessageState, why: string): Card {
  const { templates } = kit.words.cards;
  const state = { customerId, dispatchId, isNew };
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
