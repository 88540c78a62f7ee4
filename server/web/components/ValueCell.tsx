import type { ComponentChildren } from 'preact';
import { ACTIVITY_CODES, type ActivityCode, codeDefinition } from '#shared/domain/activity-code.ts';
import { isCalendarDate } from '#shared/domain/calendar-date.ts';
import type { Money } from '#shared/domain/money.ts';
import type { CustomerCell, NamedRef } from '../pages/report-rows.ts';
import { numberText } from '../state/figure-words.ts';
import { moneyText, wordsOf } from '../state/formats.ts';
import type { AddressQuery } from '../state/report-query.ts';
import { useZonedTime } from '../state/use-who.ts';
import { CountCell, CustomerLink, DayCell, MoneyCell } from './Cells.tsx';

interface ValueCellProps {
  readonly value: unknown;
  /** Whose rows a customer narrows, where the report can be narrowed so. */
  readonly narrowed: { readonly report: string; readonly query: AddressQuery } | null;
}

const DECIMALS = 3;

/** A value of a report’s row as it is read: an amount with its currency, a day with its month in letters, a customer as a link. */
export function ValueCell({ value, narrowed }: ValueCellProps): ComponentChildren {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'number') return <NumberCell value={value} />;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return <TextCell text={value} />;
  if (Array.isArray(value)) return <ListCell values={value} narrowed={narrowed} />;
  return <ObjectCell value={value} narrowed={narrowed} />;
}

function ObjectCell({ value, narrowed }: ValueCellProps): ComponentChildren {
  if (isMoney(value)) return <MoneyCell amount={value} />;
  if (isCustomer(value)) return <CustomerName customer={value} narrowed={narrowed} />;
  if (isDeed(value)) return <DeedCell deed={value} />;
  return nameOf(value);
}

interface Deed {
  readonly label?: string;
  readonly code?: string;
  readonly on: string;
  readonly by: NamedRef;
}

/** Something that somebody did on a day. */
function DeedCell({ deed: { code = '', label = labelOf(code), on, by } }: { deed: Deed }) {
  return (
    <>
      {label}, {nameOf(by)}, <DayCell day={on} />
    </>
  );
}

function isDeed(value: unknown): value is Deed {
  const isSaid = has(value, 'label', 'string') || has(value, 'code', 'string');
  return isSaid && has(value, 'on', 'string') && isNamed((value as { by?: unknown }).by);
}

function labelOf(code: string): string {
  return ACTIVITY_CODES.some((known) => known === code) ? codeDefinition(code as ActivityCode).label : wordsOf(code);
}

function NumberCell({ value }: { value: number }) {
  return Number.isInteger(value) ? (
    <CountCell count={value} />
  ) : (
    <span class="amount">{numberText(value, DECIMALS)}</span>
  );
}

const INSTANT = /^\d{4}-\d\d-\d\dT/;

function TextCell({ text }: { text: string }) {
  const timeOf = useZonedTime();
  if (isCalendarDate(text)) return <DayCell day={text} />;
  if (INSTANT.test(text)) return <time dateTime={text}>{timeOf(text)}</time>;
  if (/^[a-z]+(_[a-z]+)+$/.test(text)) return <>{wordsOf(text)}</>;
  return text.includes(' ') && text.length > LONG ? <span class="reason">{text}</span> : text;
}

const LONG = 30;

function ListCell({ values, narrowed }: { values: readonly unknown[]; narrowed: ValueCellProps['narrowed'] }) {
  return (
    <>
      {values.map((value, place) => (
        // Lines have no identity but their place.
        <div key={place}>
          <ValueCell value={value} narrowed={narrowed} />
        </div>
      ))}
    </>
  );
}

function CustomerName({ customer, narrowed }: { customer: CustomerCell; narrowed: ValueCellProps['narrowed'] }) {
  if (narrowed !== null) return <CustomerLink customer={customer} {...narrowed} />;
  return (
    <>
      {customer.name} <span class="quiet nowrap">{customer.number}</span>
    </>
  );
}

export function isMoney(value: unknown): value is Money {
  return has(value, 'minor', 'number') && has(value, 'currency', 'string');
}

function isCustomer(value: unknown): value is CustomerCell {
  return isNamed(value) && has(value, 'number', 'string');
}

export function isNamed(value: unknown): value is NamedRef {
  return has(value, 'id', 'string') && has(value, 'name', 'string');
}

function nameOf(value: unknown): string {
  const named = value as Readonly<Record<string, unknown>>;
  if (isNamed(value)) return named.isAutomatic === true ? `${value.name}, automatic` : value.name;
  if (has(value, 'label', 'string')) return String(named.label);
  if (has(value, 'number', 'string')) return String(named.number);
  return Object.entries(value as object)
    .map(([key, part]) => `${wordsOf(key)} ${isMoney(part) ? moneyText(part) : String(part)}`)
    .join(', ');
}

function has(value: unknown, field: string, type: 'string' | 'number'): boolean {
  return typeof value === 'object' && value !== null && typeof (value as Record<string, unknown>)[field] === type;
}
