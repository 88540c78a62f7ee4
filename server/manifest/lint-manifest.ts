import { attributeProblems } from './lint-attributes.ts';
import { eventProblems } from './lint-events.ts';
import { featureProblems } from './lint-features.ts';
import { type IconSizes, iconProblems } from './lint-icons.ts';
import { resourceProblems } from './lint-resources.ts';
import { structureProblems } from './lint-structure.ts';
import { urlProblems, valueProblems } from './lint-values.ts';
import type { ManifestProblem } from './manifest-problem.ts';
import { readXml } from './xml-tree.ts';

const MAX_BYTES = 256 * 1024;

/** What is wrong with an add-in-only manifest, by line; empty where nothing is. Finds, without a network, what Outlook and the admin centre would refuse. */
export function lintManifest(xml: string, sizes: IconSizes): ManifestProblem[] {
  if (Buffer.byteLength(xml) > MAX_BYTES) return [{ line: 1, problem: 'The file is larger than 256 KB.' }];
  const read = readXml(xml);
  if (!read.ok) return [{ line: read.line, problem: `This is no XML: ${read.problem}` }];
  const { root } = read;
  const problems = [
    ...structureProblems(root),
    ...attributeProblems(root),
    ...valueProblems(root),
    ...urlProblems(root),
    ...resourceProblems(root),
    ...eventProblems(root),
    ...featureProblems(root),
    ...iconProblems(root, sizes),
  ];
  return problems.sort((a, b) => a.line - b.line);
}
