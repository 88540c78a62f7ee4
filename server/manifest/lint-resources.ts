import type { ManifestProblem } from './manifest-problem.ts';
import { childOf, everyNode, type XmlNode } from './xml-tree.ts';

const MAX_ID = 32;

/** In which list the resource of an element with `resid` has to be. */
const LIST_OF: Readonly<Record<string, string>> = {
  Label: 'bt:ShortStrings',
  Title: 'bt:ShortStrings',
  Description: 'bt:LongStrings',
  'bt:Image': 'bt:Images',
  SourceLocation: 'bt:Urls',
  FunctionFile: 'bt:Urls',
  Runtime: 'bt:Urls',
  Override: 'bt:Urls',
};

/** Names of resources that lead nowhere or to the wrong list, that stand twice, or that nothing uses. Each VersionOverrides has its own. */
export function resourceProblems(root: XmlNode): ManifestProblem[] {
  return overridesIn(root).flatMap((overrides) => {
    const own = ownNodes(overrides);
    const lists = childOf(overrides, 'Resources')?.children ?? [];
    const used = own.filter(({ attributes }) => attributes.resid !== undefined);
    const given = lists.flatMap((list) => list.children);
    return [
      ...used.flatMap((node) => useProblems(node, lists)),
      ...given.flatMap((node) => giveProblems(node, given, used)),
      ...twiceProblems(own.filter(({ name }) => name === 'Control' || name === 'Group')),
    ];
  });
}

/** Every VersionOverrides, the outer one first. */
export function overridesIn(root: XmlNode): XmlNode[] {
  return [...everyNode(root)].filter(({ name }) => name === 'VersionOverrides');
}

/** The elements of a VersionOverrides without those of the one that it wraps: nothing is inherited. */
export function ownNodes(overrides: XmlNode): XmlNode[] {
  const inner = childOf(overrides, 'VersionOverrides');
  const foreign = new Set(inner === undefined ? [] : everyNode(inner));
  return [...everyNode(overrides)].filter((node) => !foreign.has(node));
}

function useProblems(node: XmlNode, lists: readonly XmlNode[]): ManifestProblem[] {
  const { resid = '' } = node.attributes;
  const wanted = LIST_OF[node.name] ?? '';
  const list = lists.find(({ children }) => children.some(({ attributes }) => attributes.id === resid));
  if (list === undefined) {
    return [
      { line: node.line, problem: `${node.name} names the resource "${resid}", which its Resources do not have.` },
    ];
  }
  if (list.name === wanted) return [];
  return [{ line: node.line, problem: `${node.name} needs a resource of ${wanted}; "${resid}" is in ${list.name}.` }];
}

function giveProblems(
  { attributes: { id = '' }, line }: XmlNode,
  given: readonly XmlNode[],
  used: readonly XmlNode[],
): ManifestProblem[] {
  const problems: ManifestProblem[] = [];
  if (id === '' || id.length > MAX_ID)
    problems.push({ line, problem: `The resource id "${id}" is not 1 to ${MAX_ID} characters.` });
  if (!used.some(({ attributes }) => attributes.resid === id))
    problems.push({ line, problem: `Nothing uses the resource "${id}".` });
  const first = given.find(({ attributes }) => attributes.id === id);
  if (first !== undefined && first.line !== line)
    problems.push({ line, problem: `The resource "${id}" stands twice.` });
  return problems;
}

/** Groups and controls share their names; launch events name a control. */
function twiceProblems(commands: readonly XmlNode[]): ManifestProblem[] {
  return commands
    .filter(({ attributes }, at) => commands.findIndex((other) => other.attributes.id === attributes.id) < at)
    .map(({ attributes, line }) => ({ line, problem: `Two commands have the id "${attributes.id}".` }));
}
