import { PdfPaper } from '../../server/features/documents/pdf-paper.ts';

/** A small PDF that says one thing. */
export async function aPdf(text: string): Promise<Buffer> {
  const madeAt = new Date('2026-11-20T09:00:00.000Z');
  const paper = new PdfPaper({ title: text, author: 'the ERP', language: 'en', madeAt });
  paper.write({ text, x: 40, y: 40 });
  return paper.finish(() => undefined);
}
