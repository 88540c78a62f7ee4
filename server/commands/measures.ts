import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { measuresInMarkdown } from '../reporting/measures/measures-in-markdown.ts';

const PAGE = fileURLToPath(new URL('../../docs/measures.md', import.meta.url));

await writeFile(PAGE, measuresInMarkdown());
process.stdout.write('docs/measures.md was written.\n');
