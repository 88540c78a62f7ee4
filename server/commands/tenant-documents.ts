import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { DomainError } from '../errors.ts';
import { LARGEST_DOCUMENT } from '../features/documents/document-file.ts';
import { type CommandContext, CommandFailed } from './command-context.ts';

const PDF_NAME = /\.pdf$/i;

/** The paths of the PDFs in a folder, by name. Throws CommandFailed for a folder that cannot be read or has none. */
export async function pdfsIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    throw new CommandFailed(`${folder} cannot be read as a folder (${error.code}).`);
  });
  const names = entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name);
  const pdfs = names.filter((name) => PDF_NAME.test(name)).sort();
  if (pdfs.length === 0) throw new CommandFailed(`There is no file in ${folder} whose name ends in .pdf.`);
  return pdfs.map((name) => join(folder, name));
}

/** Keeps each file as the document of the invoice whose number it is named by, and says what became of it. Throws CommandFailed at the end where any was refused. */
export async function loadDocuments(
  files: readonly string[],
  source: string | undefined,
  { services, print }: Pick<CommandContext, 'services' | 'print'>,
): Promise<void> {
  let refused = 0;
  for (const file of files) {
    const fileName = basename(file);
    const outcome = await outcomeOf(async () => {
      const brought = { number: fileName.replace(PDF_NAME, ''), source, fileName, bytes: await bytesIn(file) };
      return services.invoiceDocuments.take({ ...brought, broughtBy: 'command line' });
    });
    if (outcome.refused) refused += 1;
    print(`${fileName}: ${outcome.words}`);
  }
  if (refused > 0) throw new CommandFailed(`${refused} of ${files.length} were refused.`);
  print(`${files.length} are there.`);
}

async function outcomeOf(
  take: () => Promise<{ version: number; isNew: boolean }>,
): Promise<{ words: string; refused: boolean }> {
  try {
    const { version, isNew } = await take();
    return { words: isNew ? `taken as version ${version}` : `is there already, as version ${version}`, refused: false };
  } catch (error) {
    if (error instanceof DomainError && error.code === 'document_refused')
      return { words: error.message, refused: true };
    throw error;
  }
}

/** A file that is too large is told by its size, and not read. */
async function bytesIn(file: string): Promise<Buffer> {
  const { size } = await stat(file);
  if (size <= LARGEST_DOCUMENT) return readFile(file);
  throw new DomainError(
    'document_refused',
    `The document was not taken. It has ${size} bytes, and may have ${LARGEST_DOCUMENT}.`,
  );
}
