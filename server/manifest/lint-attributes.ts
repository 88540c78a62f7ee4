import type { ManifestProblem } from './manifest-problem.ts';
import { everyNode, type XmlNode } from './xml-tree.ts';

const OFFICE_APP = 'http://schemas.microsoft.com/office/appforoffice/1.1';
const OVERRIDES = 'http://schemas.microsoft.com/office/mailappversionoverrides';

interface Expected {
  readonly attribute: string;
  readonly values: readonly string[];
}

/** By the element's name, or by its parent's and its own: an attribute that has to be there, and what it may be. */
const EXPECTED: Readonly<Record<string, readonly Expected[]>> = {
  OfficeApp: [{ attribute: 'xmlns', values: [OFFICE_APP] }],
  'OfficeApp/VersionOverrides': [
    { attribute: 'xmlns', values: [OVERRIDES] },
    { attribute: 'xsi:type', values: ['VersionOverridesV1_0'] },
  ],
  'VersionOverrides/VersionOverrides': [
    { attribute: 'xmlns', values: [`${OVERRIDES}/1.1`] },
    { attribute: 'xsi:type', values: ['VersionOverridesV1_1'] },
  ],
  'Sets/Set': [{ attribute: 'Name', values: ['Mailbox'] }],
  'bt:Sets/bt:Set': [{ attribute: 'Name', values: ['Mailbox'] }],
  'FormSettings/Form': [{ attribute: 'xsi:type', values: ['ItemRead', 'ItemEdit'] }],
  OfficeTab: [{ attribute: 'id', values: ['TabDefault'] }],
  'Runtime/Override': [{ attribute: 'type', values: ['javascript'] }],
};

const RULES: Readonly<Record<string, readonly Expected[]>> = {
  RuleCollection: [{ attribute: 'Mode', values: ['And', 'Or'] }],
  ItemIs: [
    { attribute: 'ItemType', values: ['Message', 'Appointment'] },
    { attribute: 'FormType', values: ['Read', 'Edit', 'ReadOrEdit'] },
  ],
};
/** Pixels a side; phones have their own. */
const BUTTON_SIZES = ['16', '20', '24', '32', '40', '48', '64', '80'];
const MOBILE_SIZES = ['25', '32', '48'];
const LOCALE = /^[a-z]{2}-[A-Z]{2}$/;

/** Attributes that are missing or that Outlook does not know; it takes a wrong namespace or rule for none. */
export function attributeProblems(root: XmlNode): ManifestProblem[] {
  const inside = [...everyNode(root)].flatMap((parent) => parent.children.flatMap((node) => problemsOf(parent, node)));
  return [...expectedProblems(root, EXPECTED.OfficeApp ?? []), ...inside];
}

function problemsOf(parent: XmlNode, node: XmlNode): ManifestProblem[] {
  const expected = EXPECTED[`${parent.name}/${node.name}`] ?? EXPECTED[node.name] ?? [];
  return [...expectedProblems(node, expected), ...ownProblems(parent, node)];
}

function ownProblems(parent: XmlNode, node: XmlNode): ManifestProblem[] {
  if (node.name === 'Rule') return ruleProblems(node);
  if (node.name === 'Host') return hostProblems(parent, node);
  if (node.name === 'bt:Image' && parent.name === 'Icon') return sizeProblems(parent, node);
  if (/^(bt:)?Override$/.test(node.name) && parent.name !== 'Runtime') return localeProblems(node);
  return [];
}

function expectedProblems({ name, attributes, line }: XmlNode, expected: readonly Expected[]): ManifestProblem[] {
  return expected
    .filter(({ attribute, values }) => !values.includes(attributes[attribute] ?? ''))
    .map(({ attribute, values }) => {
      const given = attributes[attribute];
      const said = given === undefined ? 'is missing' : `is "${given}"`;
      return { line, problem: `The ${attribute} of ${name} ${said}; it has to be ${values.join(' or ')}.` };
    });
}

function ruleProblems(rule: XmlNode): ManifestProblem[] {
  const type = rule.attributes['xsi:type'] ?? '';
  const expected = RULES[type];
  // Rules that read the text would not run in new Outlook.
  if (expected === undefined)
    return [{ line: rule.line, problem: `The rule "${type}" is none of ItemIs, RuleCollection.` }];
  return expectedProblems(rule, expected);
}

/** The host of the file is named, that of the commands typed. */
function hostProblems(parent: XmlNode, { attributes, line }: XmlNode): ManifestProblem[] {
  const isTop = attributes['xsi:type'] === undefined;
  if (isTop && attributes.Name === 'Mailbox') return [];
  if (!isTop && attributes['xsi:type'] === 'MailHost') return [];
  const given = attributes.Name ?? attributes['xsi:type'] ?? '';
  return [{ line, problem: `The Host "${given}" of ${parent.name} is not the mailbox.` }];
}

function sizeProblems(icon: XmlNode, { attributes, line }: XmlNode): ManifestProblem[] {
  const isMobile = icon.attributes['xsi:type'] === 'bt:MobileIconList';
  const size = attributes.size ?? '';
  if ((isMobile ? MOBILE_SIZES : BUTTON_SIZES).includes(size)) return [];
  return [{ line, problem: `No ${isMobile ? 'phone' : 'button'} takes an icon of size "${size}".` }];
}

function localeProblems({ name, attributes, line }: XmlNode): ManifestProblem[] {
  return LOCALE.test(attributes.Locale ?? '')
    ? []
    : [{ line, problem: `The Locale "${attributes.Locale}" of ${name} is not like de-DE.` }];
}
