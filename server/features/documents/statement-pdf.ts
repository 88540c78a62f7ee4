import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import { formatMoney } from '#shared/domain/money.ts';
import { isDebit } from '#shared/domain/open-item.ts';
import type { Language, StatementWords } from '#shared/words/catalogue.ts';
import { statementWordsFor } from '#shared/words/sentences.ts';
import { PAPER, PdfPaper } from './pdf-paper.ts';
import type { StatementLine, StatementPosition } from './statement.ts';

export interface StatementSheet {
  readonly companyName: string;
  readonly customer: { readonly number: string; readonly name: string };
  readonly asOf: CalendarDate;
  /** Of the ERP's data; null before the first feed. */
  readonly dataAsOf: Date | null;
  /** In which instants are told. */
  readonly zone: string;
  readonly language: Language;
  readonly madeAt: Date;
  readonly positions: readonly StatementPosition[];
}

const LINE = 13;
/** The right ends of the columns with figures, and where the others begin. */
const COLUMNS = { number: PAPER.left, issuedOn: 230, dueOn: 302, days: 420, amount: 487, left: PAPER.right } as const;
const NUMBER_WIDTH = COLUMNS.issuedOn - COLUMNS.number - 8;
const FIGURE_WIDTH = 64;

/** Draws a statement of account: who, as of when, and for each currency the items, credits, sums and ageing. */
export async function statementPdf(sheet: StatementSheet): Promise<Buffer> {
  return new StatementDrawing(sheet).draw();
}

class StatementDrawing {
  private readonly words: StatementWords;
  private readonly paper: PdfPaper;
  private readonly days: Intl.DateTimeFormat;
  private y: number = PAPER.top;

  constructor(private readonly sheet: StatementSheet) {
    const { language, companyName, customer, madeAt } = sheet;
    this.words = statementWordsFor(language);
    const title = `${this.words.title} ${customer.number}`;
    this.paper = new PdfPaper({ title, author: companyName, language, madeAt });
    this.days = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
  }

  async draw(): Promise<Buffer> {
    const { positions, customer, companyName } = this.sheet;
    this.head();
    if (positions.length === 0) this.paper.write({ text: this.words.nothingOpen, x: PAPER.left, y: this.y, size: 10 });
    for (const position of positions) await this.position(position);
    return this.paper.finish((page, pages) => {
      const text = `${companyName} · ${this.words.title} · ${customer.number}`;
      this.paper.write({ text, x: PAPER.left, y: PAPER.foot, size: 7, width: 400 });
      this.paper.write({ text: this.words.page(page, pages), x: PAPER.right, y: PAPER.foot, size: 7, align: 'end' });
    });
  }

  private head(): void {
    const { companyName, customer, asOf, dataAsOf, language, zone } = this.sheet;
    const width = PAPER.right - PAPER.left;
    this.line({ text: companyName, size: 14, font: 'bold', width }, 28);
    this.line({ text: this.words.title, size: 12, font: 'bold', width }, 22);
    this.line({ text: customer.name, size: 10, width }, 14);
    this.line({ text: this.words.customer(customer.number), size: 9, width }, 20);
    this.line({ text: this.words.asOf(this.day(asOf)), size: 9, width }, 13);
    if (dataAsOf !== null) {
      const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone });
      this.line({ text: this.words.dataAsOf(format.format(dataAsOf)), size: 8, width }, 13);
    }
    this.y += 12;
  }

  private async position(position: StatementPosition): Promise<void> {
    const { currency, owed, credits } = position;
    this.room(5);
    this.line({ text: currency, size: 11, font: 'bold' }, 18);
    if (owed.length > 0) await this.lines(owed);
    if (credits.length > 0) {
      this.room(4);
      this.y += 8;
      this.line({ text: this.words.unapplied, font: 'bold' }, LINE);
      await this.lines(credits);
    }
    this.sums(position);
    this.ageing(position);
    this.y += 24;
  }

  private async lines(lines: readonly StatementLine[]): Promise<void> {
    this.columnHeads();
    for (const line of lines) {
      if (this.y + LINE > PAPER.bottom) {
        this.nextPage();
        this.columnHeads();
        // A large statement lets others have their turn.
        await nextTurn();
      }
      this.row(line);
    }
  }

  private row({ kind, number, issuedOn, dueOn, daysPastDue, amount, left }: StatementLine): void {
    const { y } = this;
    const { language } = this.sheet;
    const figure = { y, align: 'end', width: FIGURE_WIDTH } as const;
    this.paper.write({ text: `${this.words.kinds[kind]} ${number}`, x: COLUMNS.number, y, width: NUMBER_WIDTH });
    this.paper.write({ text: this.day(issuedOn), x: COLUMNS.issuedOn, y });
    if (isDebit(kind)) this.paper.write({ text: this.day(dueOn), x: COLUMNS.dueOn, y });
    if (isDebit(kind) && daysPastDue > 0) this.paper.write({ ...figure, text: String(daysPastDue), x: COLUMNS.days });
    this.paper.write({ ...figure, text: formatMoney(amount, language), x: COLUMNS.amount });
    this.paper.write({ ...figure, text: formatMoney(left, language), x: COLUMNS.left });
    this.y += LINE;
  }

  private columnHeads(): void {
    const { y, words } = this;
    const head = { y, size: 7, font: 'bold' } as const;
    this.paper.write({ ...head, text: words.document, x: COLUMNS.number });
    this.paper.write({ ...head, text: words.issuedOn, x: COLUMNS.issuedOn });
    this.paper.write({ ...head, text: words.dueOn, x: COLUMNS.dueOn });
    this.paper.write({ ...head, text: words.daysPastDue, x: COLUMNS.days, align: 'end' });
    this.paper.write({ ...head, text: words.amount, x: COLUMNS.amount, align: 'end' });
    this.paper.write({ ...head, text: words.left, x: COLUMNS.left, align: 'end' });
    this.paper.rule(y + 11);
    this.y += 15;
  }

  private sums({ invoiceOpen, unapplied, netOpen }: StatementPosition): void {
    this.room(4);
    this.paper.rule(this.y + 1);
    this.y += 6;
    const { words } = this;
    if (unapplied.minor !== 0) {
      this.sum(words.invoiceOpen, formatMoney(invoiceOpen, this.sheet.language));
      this.sum(words.unapplied, formatMoney(unapplied, this.sheet.language));
    }
    this.sum(words.netOpen, formatMoney(netOpen, this.sheet.language), 'bold');
  }

  private sum(text: string, figure: string, font: 'regular' | 'bold' = 'regular'): void {
    this.paper.write({ text, x: PAPER.left, y: this.y, size: 9, font });
    this.paper.write({ text: figure, x: PAPER.right, y: this.y, size: 9, font, align: 'end' });
    this.y += LINE + 1;
  }

  private ageing({ buckets }: StatementPosition): void {
    this.room(3);
    this.y += 6;
    const width = (PAPER.right - PAPER.left) / Math.max(1, buckets.length);
    for (const [place, { label, amount }] of buckets.entries()) {
      const x = PAPER.left + place * width;
      const text = place === 0 ? this.words.notDue : this.words.bucket(label);
      this.paper.write({ text, x, y: this.y, size: 7, width: width - 6 });
      this.paper.write({ text: formatMoney(amount, this.sheet.language), x, y: this.y + 11, width: width - 6 });
    }
    this.y += 2 * LINE;
  }

  private line(words: { text: string; size?: number; font?: 'bold'; width?: number }, height: number): void {
    this.paper.write({ ...words, x: PAPER.left, y: this.y });
    this.y += height;
  }

  /** Begins a page where so many lines would not fit any more. */
  private room(lines: number): void {
    if (this.y + lines * LINE > PAPER.bottom) this.nextPage();
  }

  private nextPage(): void {
    this.paper.newPage();
    this.y = PAPER.top;
  }

  private day(day: CalendarDate): string {
    return this.days.format(new Date(`${day}T00:00:00.000Z`));
  }
}
