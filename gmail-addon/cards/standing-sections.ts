import type { CurrencyPosition, CustomerCard } from '#shared/api/customers.ts';
import { money } from '#shared/domain/money.ts';
import { paragraph, row, type Section, section, type Widget } from '../card.ts';
import { bold, html, plain } from '../card-html.ts';
import type { CardKit } from '../card-kit.ts';

/** A card has room for 100 widgets; a customer with more currencies than these is rare, and is told so. */
const MAX_CURRENCIES = 4;
const MAX_BUCKETS = 8;

/** What is owed, a section for each currency, how much of the credit limit that uses, and how the customer pays: in the order of the Outlook sidebar. */
export function standingSections(kit: CardKit, card: CustomerCard): Section[] {
  return [...positionSections(kit, card), ...section([...creditRow(kit, card), ...habitRow(kit, card)])];
}

function positionSections(kit: CardKit, { positions }: CustomerCard): Section[] {
  const { card } = kit.words;
  if (positions.length === 0) return section([paragraph(html`${card.nothingOpen}`)]);
  const left = positions.length - MAX_CURRENCIES;
  const more = left > 0 ? [paragraph(html`${kit.words.cards.card.moreCurrencies(left)}`)] : [];
  return [
    ...positions.slice(0, MAX_CURRENCIES).flatMap((position) => positionSection(kit, position)),
    ...section(more),
  ];
}

function positionSection(
  kit: CardKit,
  { currency, netOpen, pastDue, unapplied, buckets }: CurrencyPosition,
): Section[] {
  const { card } = kit.words;
  const figure = (topLabel: string, amount: CurrencyPosition['netOpen']): Widget =>
    row(bold(kit.formats.money(amount)), { topLabel });
  const widgets = [
    figure(card.netOpen, netOpen),
    figure(card.pastDue, pastDue),
    ...(unapplied.minor === 0 ? [] : [figure(card.unapplied, unapplied)]),
    ...buckets
      .slice(0, MAX_BUCKETS)
      .map(({ label, amount }, at) =>
        row(html`${kit.formats.money(amount)}`, { topLabel: at === 0 ? card.current : plain(card.bucketDays(label)) }),
      ),
  ];
  return section(widgets, {
    header: currency,
    collapsible: true,
    uncollapsibleWidgetsCount: unapplied.minor === 0 ? 2 : 3,
  });
}

/** Of the limit counts what is net open in its currency, credits taken off. */
function creditRow({ words: { card }, formats }: CardKit, { creditLimit, positions }: CustomerCard): Widget[] {
  if (creditLimit === null) return [];
  const { currency } = creditLimit;
  const used = Math.max(0, positions.find((position) => position.currency === currency)?.netOpen.minor ?? 0);
  const over = used - creditLimit.minor;
  const limit = formats.money(creditLimit);
  const share = creditLimit.minor > 0 ? used / creditLimit.minor : 0;
  const text =
    over > 0
      ? card.creditOver(formats.money(money(over, currency)), limit)
      : card.creditUsed(formats.percent(share), limit);
  const isAlone = positions.every((position) => position.currency === currency);
  return [
    row(over > 0 ? bold(text) : html`${text}`, {
      topLabel: card.creditLimit,
      ...(isAlone ? {} : { bottomLabel: card.creditOnly(currency) }),
    }),
  ];
}

function habitRow({ words: { card } }: CardKit, { habit }: CustomerCard): Widget[] {
  if (habit === null) return [];
  const { invoices, medianDaysLate } = habit;
  if (medianDaysLate === 0) return [paragraph(html`${card.habitOnTime(invoices)}`)];
  const text =
    medianDaysLate > 0 ? card.habitLate(medianDaysLate, invoices) : card.habitEarly(-medianDaysLate, invoices);
  return [paragraph(html`${text}`)];
}
