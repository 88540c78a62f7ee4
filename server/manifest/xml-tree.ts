import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** An element with its place in the file. */
export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
  readonly text: string;
  /** Counted from 1. */
  readonly line: number;
}

export type ReadXml =
  | { readonly ok: true; readonly root: XmlNode }
  | { readonly ok: false; readonly line: number; readonly problem: string };

type Raw = Readonly<Record<string, unknown>>;

/** Reads an XML file into elements that know their line. */
export function readXml(xml: string): ReadXml {
  const valid = XMLValidator.validate(xml);
  if (valid !== true) return { ok: false, line: valid.err.line, problem: valid.err.msg };
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    parseAttributeValue: false,
    captureMetaData: true,
  });
  const top = parser.parse(xml) as Raw[];
  const root = top.map((raw) => nodeFrom(raw, xml)).find((node) => node !== null && !node.name.startsWith('?'));
  return root ? { ok: true, root } : { ok: false, line: 1, problem: 'The file has no element.' };
}

/** The element and all below it, in the order of the file. */
export function* everyNode(node: XmlNode): Generator<XmlNode> {
  yield node;
  for (const child of node.children) yield* everyNode(child);
}

/** The first child of that name. */
export function childOf(node: XmlNode | undefined, name: string): XmlNode | undefined {
  return node?.children.find((child) => child.name === name);
}

function nodeFrom(raw: Raw, xml: string): XmlNode | null {
  const name = Object.keys(raw).find((key) => key !== ':@');
  if (name === undefined || name === '#text') return null;
  const parts = raw[name] as Raw[];
  return {
    name,
    attributes: (raw[':@'] as Record<string, string> | undefined) ?? {},
    children: parts.map((part) => nodeFrom(part, xml)).filter((child) => child !== null),
    text: parts.map((part) => String(part['#text'] ?? '')).join(''),
    line: lineAt(xml, startOf(raw)),
  };
}

function startOf(raw: Raw): number {
  const symbol = XMLParser.getMetaDataSymbol() as unknown as string;
  return (raw[symbol] as { readonly startIndex?: number } | undefined)?.startIndex ?? 0;
}

function lineAt(text: string, index: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < index; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
