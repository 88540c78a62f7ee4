import * as z from 'zod/mini';
import { type CalendarDate, isCalendarDate } from '../domain/calendar-date.ts';
import { type CurrencyCode, isCurrencyCode } from '../domain/currency.ts';

/** A day as `YYYY-MM-DD`. */
export const CalendarDateText = z
  .string()
  .check(z.refine((text) => isCalendarDate(text), { error: 'is not a day of the calendar; write it as 2026-03-31' }))
  .brand<'CalendarDate'>() as unknown as z.ZodMiniType<CalendarDate, string>;

export const CurrencyText = z
  .string()
  .check(z.refine((text) => isCurrencyCode(text), { error: 'is not a currency of ISO 4217; write EUR, USD, …' }))
  .brand<'CurrencyCode'>() as unknown as z.ZodMiniType<CurrencyCode, string>;

/** An amount in whole minor units of one currency. */
export const MoneyValue = z.strictObject({ minor: z.int(), currency: CurrencyText });

/** An instant in UTC, `2026-11-21T09:30:00.000Z`. */
export const InstantText = z.iso.datetime();

/** Ids are opaque to a client. */
export const Id = z.string().check(z.minLength(1), z.maxLength(64), z.regex(/^[\w.-]+$/));

export const ShortText = z.string().check(z.maxLength(500));
export const LongText = z.string().check(z.maxLength(20_000));
