import type { ReportFilter } from '#shared/api/reports.ts';
import type { Money } from '#shared/domain/money.ts';
import type { CustomerCell } from '../pages/report-rows.ts';
import { countText, dayText, moneyText } from '../state/formats.ts';
import { type AddressQuery, reportHref } from '../state/report-query.ts';

export function MoneyCell({ amount, href }: { amount: Money; href?: string | undefined }) {
  const text = <span class={amount.minor === 0 ? 'amount quiet' : 'amount'}>{moneyText(amount)}</span>;
  return href === undefined || amount.minor === 0 ? text : <a href={href}>{text}</a>;
}

/** Amounts of several currencies, each on a line of its own and never added. */
export function MoneyList({ amounts, href }: { amounts: readonly Money[]; href: (currency: string) => string }) {
  if (amounts.length === 0) return <span class="quiet">none</span>;
  return (
    <>
      {amounts.map((amount) => (
        <div key={amount.currency}>
          <MoneyCell amount={amount} href={href(amount.currency)} />
        </div>
      ))}
    </>
  );
}

export function CountCell({ count, href }: { count: number; href?: string | undefined }) {
  const text = <span class="amount">{countText(count)}</span>;
  return href === undefined || count === 0 ? text : <a href={href}>{text}</a>;
}

export function DayCell({ day }: { day: string }) {
  return (
    <time class="nowrap" dateTime={day}>
      {dayText(day)}
    </time>
  );
}

/** A customer; the link narrows the report to them. */
export function CustomerLink({ customer, report, query }: CustomerLinkProps) {
  const { id, number, name } = customer;
  return (
    <>
      <a href={reportHref(report, { ...query, customer: id, page: undefined } satisfies Narrowed)}>{name || number}</a>{' '}
      <span class="quiet nowrap">{number}</span>
    </>
  );
}

type Narrowed = AddressQuery & { readonly [filter in ReportFilter]?: string | undefined };

interface CustomerLinkProps {
  readonly customer: CustomerCell;
  readonly report: string;
  readonly query: AddressQuery;
}
