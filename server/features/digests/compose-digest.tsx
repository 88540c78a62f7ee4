import { renderToStringAsync } from 'preact-render-to-string';
import type { DigestRhythm } from '#shared/api/digests.ts';
import { POLICIES } from '#shared/api/policy.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { Role } from '#shared/domain/role.ts';
import type { Tenant } from '../../identity/tenant-repository.ts';
import { businessCalendarOf } from '../../identity/tenant-settings.ts';
import type { User } from '../../identity/user-repository.ts';
import { DigestMail } from './DigestMail.tsx';
import {
  ageingBlocks,
  type DigestContent,
  type DigestOrder,
  figureBlocks,
  frameOf,
  lineBlock,
} from './digest-content.ts';
import { type DigestPeriod, periodBefore, periodOf } from './digest-days.ts';
import type { DigestFigure, DigestReading } from './digest-figures.ts';
import { type DigestPicture, type DigestPictures, picturesOf } from './digest-pictures.tsx';
import { digestText } from './digest-text.ts';

/** How many periods a measure's line shows. */
const PERIODS = 6;

/** Whose digest, of which day, and what is in it. */
export interface DigestAsked {
  readonly tenant: Tenant;
  readonly reader: Pick<User, 'id' | 'name' | 'role'>;
  readonly rhythm: DigestRhythm;
  readonly measures: readonly string[];
  readonly day: CalendarDate;
  readonly baseUrl: string;
}

export interface ComposedDigest {
  readonly content: DigestContent;
  readonly pictures: DigestPictures;
}

/** Whether somebody sees the company's figures; who does not sees their own line alone. */
export function seesCompany(role: Role): boolean {
  const roles: readonly Role[] = POLICIES.management;
  return roles.includes(role);
}

/** Puts a digest together, as its reader may see it. */
export async function composeDigest(asked: DigestAsked, reading: DigestReading): Promise<ComposedDigest> {
  const order = orderOf(asked);
  const content = seesCompany(asked.reader.role)
    ? await companyContent(order, asked.measures, reading)
    : await ownContent(order, asked.reader.id, reading);
  return { content, pictures: await picturesOf(content) };
}

/** The page of a digest; `sourceOf` says where each picture lies. */
export async function digestHtml(
  { content, pictures }: ComposedDigest,
  sourceOf: (picture: DigestPicture) => string,
): Promise<string> {
  const page = await renderToStringAsync(<DigestMail content={content} pictures={pictures} sourceOf={sourceOf} />);
  return `<!doctype html>${page}`;
}

export function digestPlain({ content }: ComposedDigest): string {
  return digestText(content);
}

function orderOf({ tenant, reader, rhythm, day, baseUrl }: DigestAsked): DigestOrder {
  const calendar = businessCalendarOf(tenant.settings);
  const periods: DigestPeriod[] = [periodOf(rhythm, day, calendar)];
  for (let period = periods[0]; period !== undefined && periods.length < PERIODS; ) {
    period = periodBefore(rhythm, period, calendar);
    periods.push(period);
  }
  return { company: tenant.name, zone: tenant.zone, reader, rhythm, periods, baseUrl };
}

async function companyContent(
  order: DigestOrder,
  measures: readonly string[],
  reading: DigestReading,
): Promise<DigestContent> {
  const read = [];
  for (const period of order.periods) read.push(await reading.measuresOf(period, measures));
  const ageing = await reading.ageingOf(latestOf(order).to);
  return {
    ...frameOf(order, [...read, ageing]),
    figures: figureBlocks(
      order,
      read.map(({ figures }) => figures),
    ),
    ageing: ageingBlocks(order, ageing.figures),
    line: null,
    pageAddress: pageOf(order, read[0]?.figures ?? []),
  };
}

/** The page of all figures, of the longest period of those in the digest. */
function pageOf(order: DigestOrder, figures: readonly DigestFigure[]): string {
  const { from, to } = latestOf(order);
  const earliest = figures.map(({ period }) => period.from).reduce((a, b) => (a < b ? a : b), from);
  return `${order.baseUrl}/reports/kpis?${new URLSearchParams({ from: earliest, to })}`;
}

async function ownContent(order: DigestOrder, userId: User['id'], reading: DigestReading): Promise<DigestContent> {
  const [period = latestOf(order), before = period] = order.periods;
  const [now, then] = [await reading.lineOf(userId, period), await reading.lineOf(userId, before)];
  return {
    ...frameOf(order, [now, then]),
    figures: [],
    ageing: [],
    line: lineBlock(now.figures, then.figures),
    pageAddress: null,
  };
}

function latestOf({ periods }: DigestOrder): DigestPeriod {
  const [period] = periods;
  if (period === undefined) throw new Error('A digest is of a period.');
  return period;
}
