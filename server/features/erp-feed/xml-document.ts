import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { UnreadableFile } from './text/unreadable-file.ts';
import { type DocumentLimits, LineIndex, MEBIBYTE, wholeText } from './text/whole-text.ts';

/** The tree of elements takes some twenty times the memory of the file. */
const XML_LIMITS: DocumentLimits = { mostBytes: 12 * MEBIBYTE, mostDepth: 60 };
const LONGEST_RAW = 2_000;

/** An XML file: elements by their local names, all values text, attributes with `@` before their names, text beside attributes as `#text`. */
export interface XmlDocument {
  readonly root: Readonly<Record<string, unknown>>;
  /** The line, from 1, on which an element with parts or attributes of its own begins. */
  lineOf(element: object): number;
  /** What the file has of such an element, shortened to 2,000 characters. */
  rawOf(element: object): string;
}

export interface XmlReading extends Partial<DocumentLimits> {
  /** Names of the elements that may be repeated: they are lists, also where there is one. Any other that is repeated is a list as well. */
  readonly lists?: readonly string[];
}

/**
 * Reads an XML file. Throws UnreadableFile where it is not well-formed, is cut off, too large, nested too deep, or brings a document type of its own: no entity but
 * the five of XML itself and characters by number is ever expanded, and nothing outside the file is looked up.
 */
export async function readXml(chunks: AsyncIterable<Buffer>, reading: XmlReading = {}): Promise<XmlDocument> {
  const { mostBytes, mostDepth, lists = [] } = { ...XML_LIMITS, ...reading };
  const text = await wholeText(chunks, { kind: 'XML', mostBytes });
  const lines = new LineIndex(text);
  requireXml(text, lines, mostDepth);
  const root = parsed(text, mostDepth, new Set(lists));
  if (Object.keys(root).length !== 1)
    throw new UnreadableFile(1, 'The file is no whole XML document: it has not one root.');
  const placeOf = (element: object) => (element as Record<symbol, Place | undefined>)[PLACE] ?? {};
  return {
    root,
    lineOf: (element) => lines.lineAt(placeOf(element).startIndex ?? 0),
    rawOf: (element) => {
      const { startIndex = 0, endIndex = startIndex } = placeOf(element);
      return text.slice(startIndex, Math.min(endIndex + 1, startIndex + LONGEST_RAW));
    },
  };
}

interface Place {
  readonly startIndex?: number;
  readonly endIndex?: number;
}
// The package declares the type of its symbol as the object.
const PLACE = XMLParser.getMetaDataSymbol() as unknown as symbol;

function requireXml(text: string, lines: LineIndex, mostDepth: number): void {
  const declares = text.search(/<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST)/i);
  if (declares !== -1) {
    throw new UnreadableFile(
      lines.lineAt(declares),
      'The file brings a document type of its own (DTD), which no bank or ERP needs and which is never read.',
    );
  }
  if (!/^\s*</.test(text)) throw new UnreadableFile(1, 'The file is no XML.');
  requireDepth(text, lines, mostDepth);
  const valid = XMLValidator.validate(text);
  if (valid === true) return;
  throw new UnreadableFile(valid.err.line ?? 1, `The file is no whole XML document: ${valid.err.msg}`);
}

/** Counts tags before anything is made of them. */
function requireDepth(text: string, lines: LineIndex, mostDepth: number): void {
  let depth = 0;
  for (const tag of text.matchAll(/<(\/?)[A-Za-z_][^<>]*?(\/?)>/g)) {
    if (tag[1] === '/') depth -= 1;
    else if (tag[2] !== '/') depth += 1;
    if (depth > mostDepth) {
      throw new UnreadableFile(
        lines.lineAt(tag.index),
        `Its elements lie more than ${mostDepth} deep within one another.`,
      );
    }
  }
}

function parsed(text: string, mostDepth: number, lists: ReadonlySet<string>): Record<string, unknown> {
  const parser = new XMLParser({
    removeNSPrefix: true,
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    ignoreDeclaration: true,
    ignorePiTags: true,
    parseTagValue: false,
    parseAttributeValue: false,
    processEntities: false,
    tagValueProcessor: (_name, value) => withoutReferences(value),
    attributeValueProcessor: (_name, value) => withoutReferences(value),
    isArray: (name) => lists.has(name),
    captureMetaData: true,
    maxNestedTags: mostDepth + 1,
    jPath: false,
  });
  try {
    return parser.parse(text) as Record<string, unknown>;
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile(1, `The file is no whole XML document: ${error instanceof Error ? error.message : error}`);
  }
}

const OWN: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function withoutReferences(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w{1,10}));/g, (reference, decimal, hex, name) => {
    if (name !== undefined) return OWN[name] ?? refuse(reference);
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : refuse(reference);
  });
}

function refuse(reference: string): never {
  throw new UnreadableFile(1, `The file holds the reference ${reference}, which stands for nothing in it.`);
}
