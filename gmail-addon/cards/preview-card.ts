import type { CustomerCard } from '#shared/api/customers.ts';
import type { FilledMessage, GateVerdict, previewDispatch } from '#shared/api/dispatches.ts';
import type { AttachmentView, AttachmentWish } from '#shared/api/documents.ts';
import type { AnswerOf } from '#shared/api/operation.ts';
import { type ActionArgs, MOST_CONTACTS } from '../actions.ts';
import { type Button, buttons, type Card, paragraph, row, type Section, section, type Widget } from '../card.ts';
import { bold, cellsApart, html, joined, lines, shortened } from '../card-html.ts';
import type { CardKit } from '../card-kit.ts';
import { isPlainAddress } from '../mail-addresses.ts';
import { DRAFT_WAY } from '../unproven.ts';
import { moreThan } from './agreement-section.ts';

/** The name of the field for why a message goes out although the gate is closed. */
export const OVERRIDE_FIELD = 'override';
/** The name of the field in which the files that go with a message are ticked. */
export const ATTACH_FIELD = 'attach';
/** The name of the field in which those are ticked to whom a new message goes. */
export const CONTACTS_FIELD = 'contacts';
/** In bytes of the card, for approved and free text together: it is to stay below 30 kB. What buttons more than the three that send take comes off it. */
const ROOM = 8_000;
/** In bytes, at most: a button, and each item that it carries. */
const BUTTON = 1_500;
const ITEM_IN_BUTTON = 20;
/** With how many items there is a button more while changed bank details are to be acknowledged. */
const MOST_ITEMS_BESIDE = 50;
/** As many as a message takes. */
const MAX_ATTACHABLE = 20;
const MAX_ITEMS = 200;
/** To send, to draft, and to fill it again. */
const SENDING_BUTTONS = 3;
const SHRINK = 0.9;
const MAX_REASONS = 8;
/** Of changed bank details, as many as one press acknowledges; what is left is told again. */
const MAX_CLAUSES = 10;
const MAX_RECIPIENTS = 12;
const LONGEST_NAME = 120;
const LONGEST_REASON = 240;

/** The name of the field of a free part. */
export function partField(name: string): string {
  return `part_${name}`;
}

export interface PreviewOnScreen {
  readonly preview: AnswerOf<typeof previewDispatch>;
  readonly customerId: string;
  readonly recipients: readonly string[];
  /** Whether it goes to those as a new message, in no thread. */
  readonly isNew: boolean;
  /** To whom a new message can go, and to whom it is to. */
  readonly contacts: { readonly all: CustomerCard['contacts']; readonly ticked: readonly string[] };
  readonly subject: string;
  /** The files that are ticked. */
  readonly files: readonly string[];
  /** What stands above it: that it was not sent, or that the state changed. */
  readonly news?: string;
}

/** The gate's verdict, how and with what the message goes, and below it the message: approved text as text, free parts as fields. */
export function previewCard(kit: CardKit, screen: PreviewOnScreen): Card {
  const { words } = kit;
  const { template, filled, gate } = screen.preview;
  const news = screen.news === undefined ? [] : [paragraph(bold(screen.news))];
  const body = bodyWidgets(kit, filled.parts, roomFor(screen));
  const args = argsOf(screen, body.fields);
  const to = screen.recipients.slice(0, MAX_RECIPIENTS).map((address) => shortened(address, LONGEST_NAME));
  const left = screen.recipients.length - to.length;
  const recipients = [...to, ...(left > 0 ? [`+${left}`] : [])].join(', ');
  return {
    name: screen.isNew ? 'preview-new' : 'preview',
    header: { title: shortened(template.name, LONGEST_NAME), subtitle: words.stages[template.stage] },
    sections: [
      ...section([
        ...news,
        ...gateWidgets(kit, gate),
        ...acknowledgement(kit, screen, args),
        ...sendWidgets(kit, screen, args),
      ]),
      ...section(
        [
          row(html`${recipients || words.cards.templates.noRecipient}`, { topLabel: words.cards.templates.to }),
          row(html`${shortened(screen.subject, LONGEST_REASON)}`, { topLabel: words.templates.subject }),
          ...(body.fields.length > 0 ? [paragraph(html`${words.templates.freeHint}`)] : []),
          ...body.widgets,
        ],
        { header: words.templates.preview },
      ),
      ...contactSection(kit, screen, args),
    ],
  };
}

/** In bytes, for the message: each button carries the items. */
function roomFor(screen: PreviewOnScreen): number {
  const { filled, warnings = [] } = screen.preview;
  const count = SENDING_BUTTONS + (offersNew(screen) ? 1 : 0) + (warnings.length > 0 ? 1 : 0);
  const taken = count * sizeOfButton(Math.min(filled.itemIds.length, MAX_ITEMS));
  return ROOM - Math.max(0, taken - SENDING_BUTTONS * sizeOfButton(MAX_ITEMS));
}

function sizeOfButton(items: number): number {
  return BUTTON + items * ITEM_IN_BUTTON;
}

/** What each button of the card carries. */
function argsOf({ preview, customerId, recipients, isNew }: PreviewOnScreen, fields: readonly string[]): LeavingArgs {
  const { gate, template, filled } = preview;
  return {
    customerId,
    templateId: template.id,
    itemIds: filled.itemIds.slice(0, MAX_ITEMS),
    state: gate.open ? null : gate.state,
    parts: [...fields],
    to: isNew ? [...recipients] : [],
  };
}

type LeavingArgs = ActionArgs<'send'>;
type Part = FilledMessage['parts'][number];

interface Body {
  readonly widgets: readonly Widget[];
  /** The free parts that are fields. */
  readonly fields: readonly string[];
}

/** The message in its order, as far as there is room; what is not shown is said. */
function bodyWidgets(kit: CardKit, parts: readonly Part[], most: number): Body {
  const widgets: Widget[] = [];
  const fields: string[] = [];
  let room = most;
  let left = 0;
  for (const part of parts) {
    const text = part.kind === 'free' ? part.text : cellsApart(part.text);
    const shown = fitting(text, room);
    const drawn = part.kind === 'free' ? freeWidget(kit, part, shown) : lockedWidget(shown);
    widgets.push(...drawn.widgets);
    fields.push(...drawn.fields);
    left += text.length - drawn.seen;
    room = shown === text ? room - bytesOf(text) : 0;
  }
  if (left > 0) widgets.push(paragraph(bold(kit.words.cards.templates.cut(left))));
  return { widgets, fields };
}

interface DrawnPart extends Body {
  /** How much of its text is to be seen, in characters. */
  readonly seen: number;
}

function lockedWidget(shown: string): DrawnPart {
  return { widgets: shown === '' ? [] : [paragraph(lines(shown))], fields: [], seen: shown.length };
}

/** A field never holds a part of a text alone: what is cut there would be cut in the message. */
function freeWidget(kit: CardKit, part: Extract<Part, { kind: 'free' }>, shown: string): DrawnPart {
  const { name, text } = part;
  if (shown === text) return { widgets: [freeField(kit, part)], fields: [name], seen: text.length };
  const kept = kit.words.cards.templates.keptAsApproved(partName(kit, name));
  return { widgets: [paragraph(html`${kept}`)], fields: [], seen: 0 };
}

/** As much of the beginning of a text as has room. */
function fitting(text: string, room: number): string {
  let shown = text;
  while (bytesOf(shown) > room) shown = shown.slice(0, Math.floor(shown.length * SHRINK));
  return shown;
}

/** What a text takes in a card. */
function bytesOf(text: string): number {
  return text === '' ? 0 : Buffer.byteLength(JSON.stringify(lines(text)));
}

function freeField(kit: CardKit, { name, text }: Extract<Part, { kind: 'free' }>): Widget {
  const label = kit.words.templates.freePart(partName(kit, name));
  return {
    textInput: { name: partField(name), label, type: 'MULTIPLE_LINE', ...(text === '' ? {} : { value: text }) },
  };
}

function partName({ words }: CardKit, name: string): string {
  const named: Readonly<Record<string, string>> = words.templates.partNames;
  return named[name] ?? name.replaceAll(/[_-]/g, ' ');
}

function sendWidgets(kit: CardKit, screen: PreviewOnScreen, args: LeavingArgs): Widget[] {
  const { templates, cards } = kit.words;
  const { preview, recipients, isNew, files } = screen;
  const { gate, attachable } = preview;
  if (recipients.length === 0) return [paragraph(html`${cards.templates.noRecipient}`)];
  const open = isNew ? cards.templates.sendNew : cards.templates.send;
  const reason: Widget = {
    textInput: {
      name: OVERRIDE_FIELD,
      label: templates.overrideLabel,
      type: 'MULTIPLE_LINE',
      hintText: templates.overrideHint,
    },
  };
  const send = kit.button(gate.open ? open : cards.templates.sendAnyway, 'send', args);
  return [
    ...(gate.open ? [] : [reason]),
    ...attachWidgets(kit, attachable, files),
    buttons(send, ...draftButtons(kit, args), ...fillAgain(kit, args)),
  ];
}

function draftButtons(kit: CardKit, args: LeavingArgs): Button[] {
  return DRAFT_WAY === 'off' ? [] : [kit.button(kit.words.cards.templates.draft, 'draft', args)];
}

/** Shows the message with what was written, where there is anything to write. */
function fillAgain(kit: CardKit, args: LeavingArgs): Button[] {
  return args.parts.length === 0 ? [] : [kit.button(kit.words.cards.templates.fillAgain, 'fill-again', args)];
}

/** What can go with the message, to be ticked; Google shows at most so many. */
function attachWidgets(kit: CardKit, attachable: readonly AttachmentView[], files: readonly string[]): Widget[] {
  const { formats } = kit;
  const { templates } = kit.words;
  const items = attachable.slice(0, MAX_ATTACHABLE).map(({ wish, fileName, size }) => {
    const value = wish.kind === 'statement' ? wish.kind : `${wish.kind} ${wish.itemId}`;
    const name = wish.kind === 'statement' ? templates.statement : shortened(fileName, LONGEST_NAME);
    const text = size === null ? name : `${name} · ${formats.fileSize(size)}`;
    return { text, value, selected: files.includes(value) };
  });
  if (items.length === 0) return [];
  return [
    { selectionInput: { name: ATTACH_FIELD, label: templates.files, type: 'CHECK_BOX', items } },
    ...moreThan(kit, attachable.length, items),
  ];
}

/** A message from such a card is sent from the one that shows it. */
function offersNew({ preview, recipients, isNew }: PreviewOnScreen): boolean {
  const { filled, warnings = [] } = preview;
  const hasRoom = warnings.length === 0 || filled.itemIds.length <= MOST_ITEMS_BESIDE;
  return hasRoom && !isNew && recipients.length > 0;
}

/** A message beside the thread, to contacts who need not be in it: shown as it goes to them, and sent from there. */
function contactSection(kit: CardKit, screen: PreviewOnScreen, args: LeavingArgs): Section[] {
  if (!offersNew(screen)) return [];
  const { contacts } = screen;
  const { words } = kit;
  const addresses = new Map(
    contacts.all.filter(({ email }) => isPlainAddress(email)).map((one) => [one.email, one.name]),
  );
  const items = [...addresses].slice(0, MOST_CONTACTS).map(([email, name]) => ({
    text: shortened(name === '' ? email : `${name}, ${email}`, LONGEST_NAME),
    value: email,
    selected: contacts.ticked.includes(email),
  }));
  if (items.length === 0) return [];
  const { templates } = words.cards;
  return section(
    [
      { selectionInput: { name: CONTACTS_FIELD, label: words.templates.way.new, type: 'CHECK_BOX', items } },
      buttons(kit.button(templates.showNew, 'new-message', args)),
    ],
    { header: words.templates.way.new, collapsible: true, uncollapsibleWidgetsCount: 0 },
  );
}

/** What a tick stands for; null for what no tick of ours says. */
export function wishOf(value: string): AttachmentWish | null {
  if (value === 'statement') return { kind: 'statement' };
  const [, itemId] = /^invoice (\S{1,100})$/.exec(value) ?? [];
  return itemId === undefined ? null : { kind: 'invoice', itemId };
}

/** Changed bank details are told until their reader says to have seen them. */
function acknowledgement(kit: CardKit, { preview: { warnings = [] } }: PreviewOnScreen, args: LeavingArgs): Widget[] {
  if (warnings.length === 0) return [];
  const clauseIds = warnings.slice(0, MAX_CLAUSES).map(({ clauseId }) => clauseId);
  return [buttons(kit.button(kit.words.templates.warningSeen, 'acknowledge-clauses', { ...args, clauseIds }))];
}

function gateWidgets({ words }: CardKit, gate: GateVerdict): Widget[] {
  const { templates, gateReasons, cards } = words;
  const warnings = gate.warnings.slice(0, MAX_REASONS).map((warning) => html`${shortened(warning, LONGEST_REASON)}`);
  const reasons = gate.reasons
    .slice(0, MAX_REASONS)
    .map(({ reason, text }) => html`<b>${gateReasons[reason]}:</b> ${shortened(text, LONGEST_REASON)}`);
  const left = gate.reasons.length - reasons.length;
  const more = left > 0 ? [html`${cards.card.more(left)}`] : [];
  return [
    gate.open
      ? paragraph(html`${templates.gateOpen}`)
      : row(joined([...reasons, ...more]), { topLabel: templates.gateClosed }),
    ...(warnings.length > 0 ? [row(joined(warnings), { topLabel: templates.warnings })] : []),
  ];
}
