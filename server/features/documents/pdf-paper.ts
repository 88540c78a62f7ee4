import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import PDFDocument from 'pdfkit';

/** Points, from the top left corner. */
export const PAPER = { left: 40, right: 555, top: 40, bottom: 780, foot: 802 } as const;

const FONTS = { regular: 'DejaVuSans.ttf', bold: 'DejaVuSans-Bold.ttf' } as const;
export type FontName = keyof typeof FONTS;

const fontBytes = new Map<FontName, Buffer>();

export interface PaperTitle {
  readonly title: string;
  readonly author: string;
  /** BCP 47; read out by what reads the file aloud. */
  readonly language: string;
  readonly madeAt: Date;
}

/** One piece of text on the paper. */
export interface Words {
  readonly text: string;
  /** Its left end; for `end` its right one. */
  readonly x: number;
  readonly y: number;
  readonly size?: number;
  readonly font?: FontName;
  readonly align?: 'start' | 'end';
  /** The room that it has; wider text is set smaller. */
  readonly width?: number;
}

/** An A4 document that is written line by line, with fonts of its own that know Latin, Greek, Cyrillic and more. The same words at the same instant give the same bytes. */
export class PdfPaper {
  private readonly document: PDFKit.PDFDocument;
  private readonly chunks: Buffer[] = [];
  private readonly ended: Promise<void>;

  constructor({ title, author, language, madeAt }: PaperTitle) {
    const info = { Title: title, Author: author, Creator: 'Duethread', Producer: 'Duethread', CreationDate: madeAt };
    const options = { size: 'A4', margin: 0, bufferPages: true, lang: language, displayTitle: true, info };
    this.document = new PDFDocument(options);
    for (const name of Object.keys(FONTS) as FontName[]) this.document.registerFont(name, bytesOf(name));
    this.document.on('data', (chunk: Buffer) => this.chunks.push(chunk));
    this.ended = new Promise((resolve, reject) => {
      this.document.once('end', resolve);
      this.document.once('error', reject);
    });
  }

  /** How wide a text is, in points. */
  widthOf(text: string, size: number, font: FontName = 'regular'): number {
    return this.document.font(font).fontSize(size).widthOfString(text);
  }

  write({ text, x, y, size = 8, font = 'regular', align = 'start', width = Number.POSITIVE_INFINITY }: Words): void {
    const asked = this.widthOf(text, size, font);
    const fitting = asked > width ? (size * width) / asked : size;
    const left = align === 'end' ? x - Math.min(asked, width) : x;
    // All that stands beside one another stands on one line, whatever its size came to.
    const options = { lineBreak: false, baseline: 'alphabetic' } as const;
    this.document
      .fillColor('#111111')
      .fontSize(fitting)
      .text(text, left, y + size, options);
  }

  /** A line across the paper. */
  rule(y: number, colour = '#999999'): void {
    this.document.moveTo(PAPER.left, y).lineTo(PAPER.right, y).lineWidth(0.5).strokeColor(colour).stroke();
  }

  newPage(): void {
    this.document.addPage();
  }

  /** Ends the document; `foot` writes on each page once it is known how many there are. Pages count from 1. */
  async finish(foot: (page: number, pages: number) => void): Promise<Buffer> {
    const { start, count } = this.document.bufferedPageRange();
    for (let page = 0; page < count; page += 1) {
      this.document.switchToPage(start + page);
      foot(page + 1, count);
    }
    this.document.end();
    await this.ended;
    return Buffer.concat(this.chunks);
  }
}

function bytesOf(name: FontName): Buffer {
  const known = fontBytes.get(name);
  if (known !== undefined) return known;
  const read = readFileSync(fileURLToPath(import.meta.resolve(`dejavu-fonts-ttf/ttf/${FONTS[name]}`)));
  fontBytes.set(name, read);
  return read;
}
