import ts from 'typescript';
import type { ProjectFile } from './project-files.ts';

/** A place in the source that a rule does not allow. */
export interface Breach {
  readonly rule: string;
  readonly path: string;
  readonly line: number;
  readonly code: string;
}

interface Rule {
  readonly name: string;
  readonly why: string;
  /** Whether a part of the source breaks it. */
  readonly breaks: (node: ts.Node, file: ProjectFile) => boolean;
}

const MONGO_CALLS = new Set([
  ...['find', 'findOne', 'findOneAndUpdate', 'findOneAndDelete', 'findOneAndReplace', 'countDocuments', 'distinct'],
  ...['updateOne', 'updateMany', 'replaceOne', 'deleteOne', 'deleteMany', 'aggregate', 'exists', 'where'],
]);
/** Names under which what a client sent goes through the code. */
const FROM_REQUEST = new Set(['req', 'request', 'body', 'query', 'params', 'input']);
const MARKUP_PROPERTIES = new Set(['innerHTML', 'outerHTML', 'dangerouslySetInnerHTML']);
const MARKUP_CALLS = new Set(['insertAdjacentHTML', 'write', 'writeln', 'createContextualFragment']);
const CODE_OPERATORS = new Set(['$where', '$function', '$accumulator']);
const CODE_CALLS = new Set(['eval', 'Function']);
/** Where a collection may be touched: what stores a thing, what all of these stand on, and the copying of whole databases. */
const TOUCHES_COLLECTIONS =
  /^server\/mongo\/|^server\/commands\/(copy-|backup|restore|migrate)|-(repository|model)\.ts$/;
/** Where the environment is read, once, and checked. */
const READS_ENVIRONMENT = /(^|\/)(config|main|bootstrap)\.(ts|mjs)$|^server\/bootstrap\//;

/** What Biome has no rule for, or none that names the reason. Each is tried by the tests with a line that breaks it. */
export const SOURCE_RULES: readonly Rule[] = [
  {
    name: 'raw-filter',
    why: 'A filter is written out; what a request says is a value in it and never the filter.',
    breaks: (node) => isMongoCall(node) && isFromRequest(node.arguments[0]),
  },
  {
    name: 'collection-outside-repository',
    why: 'What is not a repository asks one: each has its tenant in every command.',
    breaks: (node, { path }) =>
      path.startsWith('server/') &&
      !TOUCHES_COLLECTIONS.test(path) &&
      ts.isPropertyAccessExpression(node) &&
      node.name.text === 'collection',
  },
  {
    name: 'code-in-query',
    why: 'The database runs no code of ours, so none can be slipped in.',
    breaks: (node) => isNamed(node, CODE_OPERATORS),
  },
  {
    name: 'raw-markup',
    why: 'Text becomes text; preact escapes it, and nothing goes around that.',
    breaks: (node) => isMarkupProperty(node) || isMarkupCall(node),
  },
  {
    name: 'weak-random',
    why: 'Ids and secrets come from node:crypto.',
    breaks: (node) => isMember(node, 'Math', 'random'),
  },
  {
    name: 'raw-template-output',
    why: 'Every value in a template of mail is escaped for where it stands.',
    breaks: (node) => ts.isStringLiteralLike(node) && /\{\{\{|\{\{[^}]*\|\s*raw\b/.test(node.text),
  },
  {
    name: 'console',
    why: 'What is said goes through the log, which knows what may not stand in it.',
    breaks: (node) => ts.isPropertyAccessExpression(node) && isIdentifier(node.expression, 'console'),
  },
  {
    name: 'environment',
    why: 'Configuration is read and checked in one place.',
    breaks: (node, { path }) => !READS_ENVIRONMENT.test(path) && isMember(node, 'process', 'env'),
  },
  {
    name: 'code-from-text',
    why: 'No text becomes code.',
    breaks: (node) =>
      (ts.isCallExpression(node) || ts.isNewExpression(node)) &&
      ts.isIdentifier(node.expression) &&
      CODE_CALLS.has(node.expression.text),
  },
  {
    name: 'shell',
    why: 'Programs are started with a list of arguments; no shell reads them.',
    breaks: (node) => isShell(node),
  },
];

/** Every place in a file that breaks a rule. */
export function breachesIn(file: ProjectFile): Breach[] {
  const kind = file.path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true, kind);
  const breaches: Breach[] = [];
  const visit = (node: ts.Node): void => {
    for (const rule of SOURCE_RULES) {
      if (!rule.breaks(node, file)) continue;
      const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
      breaches.push({ rule: rule.name, path: file.path, line, code: node.getText(source).slice(0, 80) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return breaches;
}

function isMongoCall(node: ts.Node): node is ts.CallExpression {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
  return MONGO_CALLS.has(node.expression.name.text);
}

/** Whether a filter is what a request says, or has all of it in it. */
function isFromRequest(node: ts.Node | undefined): boolean {
  if (node === undefined) return false;
  if (ts.isIdentifier(node)) return FROM_REQUEST.has(node.text);
  if (ts.isPropertyAccessExpression(node)) return isFromRequest(node.expression);
  if (ts.isAsExpression(node) || ts.isParenthesizedExpression(node)) return isFromRequest(node.expression);
  if (!ts.isObjectLiteralExpression(node)) return false;
  return node.properties.some((part) => ts.isSpreadAssignment(part) && isFromRequest(part.expression));
}

function isNamed(node: ts.Node, names: ReadonlySet<string>): boolean {
  if (ts.isIdentifier(node) || ts.isStringLiteralLike(node)) return names.has(node.text);
  return false;
}

function isMarkupProperty(node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node)) return MARKUP_PROPERTIES.has(node.name.text);
  if (!ts.isJsxAttribute(node)) return false;
  const name = node.name.getText();
  return MARKUP_PROPERTIES.has(name) || (name.toLowerCase() === 'srcdoc' && !isSandboxed(node.parent));
}

/** Markup in a frame of its own that has no rights of ours. */
function isSandboxed({ properties }: ts.JsxAttributes): boolean {
  return properties.some((part) => ts.isJsxAttribute(part) && part.name.getText() === 'sandbox');
}

/** `write` is the document's alone: streams have one as well. */
function isMarkupCall(node: ts.Node): boolean {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
  const { expression, name } = node.expression;
  if (!MARKUP_CALLS.has(name.text)) return false;
  return !name.text.startsWith('write') || isIdentifier(expression, 'document');
}

function isMember(node: ts.Node, object: string, property: string): boolean {
  return ts.isPropertyAccessExpression(node) && isIdentifier(node.expression, object) && node.name.text === property;
}

function isIdentifier(node: ts.Node, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name;
}

function isShell(node: ts.Node): boolean {
  if (ts.isPropertyAssignment(node)) {
    return node.name.getText() === 'shell' && node.initializer.kind !== ts.SyntaxKind.FalseKeyword;
  }
  if (!ts.isImportSpecifier(node)) return false;
  const from = node.parent.parent.parent.moduleSpecifier;
  return ts.isStringLiteral(from) && from.text.endsWith('child_process') && /^exec(Sync)?$/.test(node.name.text);
}
