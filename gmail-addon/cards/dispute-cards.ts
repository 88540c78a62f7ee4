import type { Colleague } from '#shared/api/colleagues.ts';
import { DISPUTE_RESOLUTIONS, type DisputeView } from '#shared/api/disputes.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CustomerPlace } from '../actions.ts';
import { buttons, type Card, paragraph, row, section, type Widget } from '../card.ts';
import { html, shortened, struck } from '../card-html.ts';
import type { CardKit } from '../card-kit.ts';
import { FIELD } from '../forms/draft.ts';
import { moreThan } from './agreement-section.ts';
import { choice, dropdown } from './form-fields.ts';

const MAX_DISPUTES = 20;
const NUMBERS_SHOWN = 8;
const LONGEST_NAME = 80;
const MAX_COLLEAGUES = 99;
const NOTHING = '';

export interface DisputesOnScreen {
  readonly disputes: readonly DisputeView[];
  readonly customerName: string;
  readonly place: CustomerPlace;
  readonly today: CalendarDate;
}

/** The disputes that colleagues recorded: who sees to each, and how it ended. */
export function disputesCard(kit: CardKit, screen: DisputesOnScreen): Card {
  const { words } = kit;
  const shown = screen.disputes.slice(0, MAX_DISPUTES);
  const none = paragraph(html`${words.disputes.none}`);
  const rows = shown.flatMap((dispute) => disputeRows(kit, dispute, screen));
  return {
    name: 'disputes',
    header: { title: words.card.disputes, subtitle: shortened(screen.customerName, LONGEST_NAME) },
    sections: section([...(rows.length > 0 ? rows : [none]), ...moreThan(kit, screen.disputes.length, shown)]),
  };
}

function disputeRows(kit: CardKit, dispute: DisputeView, { place, today }: DisputesOnScreen): Widget[] {
  const { disputes } = kit.words;
  const { id: disputeId, amount, raisedOn, raisedBy, owner, resolution } = dispute;
  const what = disputeLine(kit, dispute);
  const text = html`${amount === null ? what : `${what}, ${kit.formats.money(amount)}`}`;
  const raised = disputes.raised(kit.formats.day(raisedOn, today), shortened(raisedBy.name, LONGEST_NAME));
  const bottomLabel = `${raised}, ${disputes.ownedBy(shortened(owner.name, LONGEST_NAME))}`;
  if (resolution !== null) {
    const { how, by, at } = resolution;
    const ended = disputes.ended(disputes.resolutions[how], shortened(by.name, LONGEST_NAME), kit.formats.instant(at));
    return [row(struck(text), { bottomLabel: `${bottomLabel}; ${ended}` })];
  }
  const target = { ...place, disputeId };
  return [
    row(text, { bottomLabel }),
    buttons(
      kit.button(disputes.resolve, 'open-dispute', { ...target, deed: 'resolve' }, disputes.resolveThis(what)),
      kit.button(disputes.give, 'open-dispute', { ...target, deed: 'give' }, disputes.giveThis(what)),
    ),
  ];
}

function disputeLine({ words }: CardKit, { reason, itemNumbers }: DisputeView): string {
  const left = itemNumbers.length - NUMBERS_SHOWN;
  const numbers = [...itemNumbers.slice(0, NUMBERS_SHOWN), ...(left > 0 ? [`+${left}`] : [])].join(', ');
  return shortened(words.disputes.line(words.reasons[reason], numbers), 4 * LONGEST_NAME);
}

/** How a dispute ended. */
export function resolveCard(kit: CardKit, dispute: DisputeView, place: CustomerPlace): Card {
  const { disputes, form } = kit.words;
  const hows = DISPUTE_RESOLUTIONS.map((how) => choice(disputes.resolutions[how], how, NOTHING));
  return {
    name: 'resolve-dispute',
    header: { title: disputes.resolve, subtitle: disputeLine(kit, dispute) },
    sections: section([
      { selectionInput: { name: FIELD.how, label: disputes.how, type: 'RADIO_BUTTON', items: hows } },
      { textInput: { name: FIELD.note, label: disputes.note, type: 'MULTIPLE_LINE' } },
      buttons(kit.button(form.save, 'resolve-dispute', { ...place, disputeId: dispute.id })),
    ]),
  };
}

/** To whom a dispute is given. */
export function giveCard(
  kit: CardKit,
  dispute: DisputeView,
  place: CustomerPlace,
  colleagues: readonly Colleague[],
): Card {
  const { disputes, form } = kit.words;
  const items = colleagues.slice(0, MAX_COLLEAGUES).map(({ id, name }) => choice(name, id, dispute.owner.id));
  return {
    name: 'give-dispute',
    header: { title: disputes.give, subtitle: disputeLine(kit, dispute) },
    sections: section([
      ...(items.length > 0 ? [dropdown(FIELD.owner, disputes.owner, items)] : []),
      buttons(kit.button(form.save, 'give-dispute', { ...place, disputeId: dispute.id })),
    ]),
  };
}
