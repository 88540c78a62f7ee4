import type { CurrencyPosition, CustomerCard } from '#shared/api/customers.ts';
import { paragraph, row, type Section, section, type Widget } from '../card.ts';
import { bold, html } from '../card-html.ts';
import type { CardKit } from '../card-kit.ts';

/** A card has room for 100 widgets; a customer with more currencies than these is rare, and is told so. */
const MAX_CURRENCIES = 4;
const MAX_BUCKETS = 8;

/** What is owed, a section for each currency, in the order of the Outlook sidebar. */
export function positionSections(kit: CardKit, { positions }: CustomerCard): Section[] {
  const { card } = kit.words;
  if (positions.length === 0) return section([paragraph(html`${card.nothingOpen}`)]);
  const left = positions.length - MAX_CURRENCIES;
  const more = left > 0 ? [paragraph(html`${card.moreCurrencies(left)}`)] : [];
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
        row(html`${kit.formats.money(amount)}`, { topLabel: at === 0 ? card.current : `${label} · ${card.buckets}` }),
      ),
  ];
  return section(widgets, {
    header: currency,
    collapsible: true,
    uncollapsibleWidgetsCount: unapplied.minor === 0 ? 2 : 3,
  });
}
