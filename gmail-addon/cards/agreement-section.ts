import type { CustomerCard, OpenDisputeView, OpenPromiseView } from '#shared/api/customers.ts';
import { NON_PAYMENT_REASONS } from '#shared/domain/activity-code.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CustomerPlace } from '../actions.ts';
import { buttons, paragraph, row, type Section, section, type Widget } from '../card.ts';
import { bold, html, shortened } from '../card-html.ts';
import type { CardKit } from '../card-kit.ts';

/** As many as one promise has parts. */
const MAX_PROMISES = 12;
const MAX_DISPUTES = 5;
const LONGEST_TEXT = 120;

/** The last payment, and the promises and disputes that are open. */
export function agreementSection(kit: CardKit, card: CustomerCard, place: CustomerPlace): Section[] {
  const { words, formats } = kit;
  const { lastPayment, openPromises, openDisputes, asOf } = card;
  const paid =
    lastPayment === null
      ? words.card.noPayment
      : `${formats.money(lastPayment.amount)}, ${formats.day(lastPayment.on, asOf)}`;
  const promises = openPromises.slice(0, MAX_PROMISES).map((promise) => promiseRow(kit, promise, asOf));
  const disputes = openDisputes.slice(0, MAX_DISPUTES).map((dispute) => disputeRow(kit, dispute));
  const hasOurs = openDisputes.some(({ source }) => source === 'log');
  return [
    ...section([row(html`${paid}`, { topLabel: words.card.lastPayment })]),
    ...section([...promises, ...moreThan(kit, openPromises.length, promises)], { header: words.card.promises }),
    ...section(
      [
        ...disputes,
        ...moreThan(kit, openDisputes.length, disputes),
        ...(hasOurs ? [buttons(kit.button(words.disputes.seeTo, 'disputes', place))] : []),
      ],
      { header: words.card.disputes },
    ),
  ];
}

/** What is not shown is counted. */
export function moreThan({ words }: CardKit, all: number, shown: readonly unknown[]): Widget[] {
  return all > shown.length ? [paragraph(html`${words.cards.card.more(all - shown.length)}`)] : [];
}

function promiseRow({ words, formats }: CardKit, promise: OpenPromiseView, today: CalendarDate): Widget {
  const { amount, promisedFor, by, part, parts } = promise;
  const taker = shortened(by, LONGEST_TEXT);
  const line = words.card.promise(formats.money(amount), formats.day(promisedFor, today), taker);
  const whole = parts > 1 ? words.card.promisePart(line, part, parts) : line;
  return promisedFor < today ? row(bold(words.card.promisePast(whole))) : row(html`${whole}`);
}

/** The log's reasons are codes of the catalogue, the ERP's are its own words. */
function disputeRow({ words, formats }: CardKit, { source, reason, amount }: OpenDisputeView): Widget {
  const code = NON_PAYMENT_REASONS.find((one) => one === reason);
  const said = code === undefined ? shortened(reason, LONGEST_TEXT) : words.reasons[code];
  const about = amount === null ? said : `${said}, ${formats.money(amount)}`;
  return row(html`${about} (${words.card.disputeSource[source]})`);
}
