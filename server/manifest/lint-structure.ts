import { childrenOf } from './manifest-grammar.ts';
import type { ManifestProblem } from './manifest-problem.ts';
import { everyNode, type XmlNode } from './xml-tree.ts';

/** Unknown elements, missing ones, and those out of their order: Outlook then refuses the whole file without saying where. */
export function structureProblems(root: XmlNode): ManifestProblem[] {
  if (root.name !== 'OfficeApp' || root.attributes['xsi:type'] !== 'MailApp') {
    return [{ line: root.line, problem: 'The root is OfficeApp with xsi:type="MailApp".' }];
  }
  return [...everyNode(root)].flatMap(childProblems);
}

function childProblems(node: XmlNode): ManifestProblem[] {
  const grammar = childrenOf(node);
  if (grammar === null) {
    const type = node.attributes['xsi:type'] ?? 'none';
    return [{ line: node.line, problem: `${node.name} has the xsi:type "${type}", which this manifest does not use.` }];
  }
  const { order, needed } = grammar;
  const missing = needed.filter((name) => !node.children.some((child) => child.name === name));
  return [
    ...missing.map((name) => ({ line: node.line, problem: `${node.name} lacks ${name}.` })),
    ...orderProblems(node, order),
  ];
}

/** What may stand more than once in its parent. */
const MANY = [
  ...['AppDomain', 'Set', 'bt:Set', 'Form', 'Rule', 'ExtensionPoint', 'LaunchEvent', 'Group', 'Control'],
  ...['bt:Image', 'bt:Url', 'bt:String', 'Override', 'bt:Override'],
];

function isSecond({ children }: XmlNode, child: XmlNode): boolean {
  return !MANY.includes(child.name) && children.find(({ name }) => name === child.name) !== child;
}

function orderProblems(node: XmlNode, order: readonly string[]): ManifestProblem[] {
  const problems: ManifestProblem[] = [];
  let last = 0;
  for (const child of node.children) {
    const { name, line } = child;
    const place = order.indexOf(name);
    if (place < 0) problems.push({ line, problem: `${node.name} takes no ${name}.` });
    else if (isSecond(node, child)) problems.push({ line, problem: `${name} stands twice in ${node.name}.` });
    else if (place < last) problems.push({ line, problem: `${name} comes before ${order[last]} in ${node.name}.` });
    last = Math.max(last, place);
  }
  return problems;
}
