import type { MessageCorrelation } from '#shared/api/activities.ts';
import type { GateVerdict, previewDispatch, TemplateView } from '#shared/api/dispatches.ts';
import type { AttachmentView, AttachmentWish } from '#shared/api/documents.ts';
import type { AnswerOf } from '#shared/api/operation.ts';
import type { ActionArgs } from '../actions.ts';
import type { Button, Section } from '../card.ts';
import { buttons, type Card, paragraph, row, section, type Widget } from '../card.ts';
import { bold, html, joined, lines, plain } from '../card-html.ts';
import type { CardKit } from '../card-kit.ts';
import { DRAFT_WAY } from '../unproven.ts';

/** The name of the field for why a message goes out although the gate is closed. */
export const OVERRIDE_FIELD = 'override';
/** The name of the field for what goes with a message. */
export const ATTACH_FIELD = 'attach';
const MAX_ATTACHABLE = 20;
/** A filled message has at most 28 kB; a card is to stay below 30. */
const MAX_SHOWN = 6_000;
const MAX_TEMPLATES = 40;

export interface TemplateChoice {
  readonly templates: readonly TemplateView[];
  readonly suggested: { readonly templateId: string; readonly reason: string } | null;
  readonly customer: { readonly id: string; readonly name: string };
  readonly itemIds: readonly string[];
}

/** The approved templates, the suggested one first with its reason. */
export function templatesCard(kit: CardKit, choice: TemplateChoice): Card {
  const { words } = kit;
  const { templates, suggested, customer } = choice;
  const first = templates.filter(({ id }) => id === suggested?.templateId);
  const others = templates.filter(({ id }) => id !== suggested?.templateId).slice(0, MAX_TEMPLATES);
  const reason = suggested === null ? [] : [paragraph(html`${suggested.reason}`)];
  const none = templates.length === 0 ? [paragraph(html`${words.templates.none}`)] : [];
  return {
    name: 'templates',
    header: { title: words.templates.heading, subtitle: plain(customer.name) },
    sections: [
      ...section(none),
      ...section(
        first.length === 0 ? [] : [...reason, ...first.map((template) => templateRow(kit, template, choice))],
        {
          header: words.templates.suggested,
        },
      ),
      ...section(others.map((template) => templateRow(kit, template, choice))),
    ],
  };
}

function templateRow(kit: CardKit, template: TemplateView, { customer, itemIds }: TemplateChoice): Widget {
  const { words } = kit;
  const args = { customerId: customer.id, templateId: template.id, itemIds: [...itemIds] };
  const button = kit.button(words.templates.preview, 'preview', args);
  return row(html`${template.name}`, {
    bottomLabel: `${words.stages[template.stage]}, ${words.templates.language(template.language)}`,
    button: { ...button, altText: plain(`${words.templates.preview}: ${template.name}`) },
  });
}

export interface PreviewOnScreen {
  readonly preview: AnswerOf<typeof previewDispatch>;
  readonly customerId: string;
  readonly recipients: readonly string[];
  readonly subject: string;
  /** What stands above it: that it was not sent, or that the state changed. */
  readonly news?: string;
}

/** The filled message below the gate's verdict, and the button that sends it. */
export function previewCard(kit: CardKit, screen: PreviewOnScreen): Card {
  const { words } = kit;
  const { template, filled, gate } = screen.preview;
  const news = screen.news === undefined ? [] : [paragraph(bold(screen.news))];
  return {
    name: 'preview',
    header: { title: plain(template.name), subtitle: words.stages[template.stage] },
    sections: [
      ...section([...news, ...gateWidgets(kit, gate), ...sendWidgets(kit, screen)]),
      ...section(
        [
          row(html`${screen.recipients.join(', ') || words.templates.noRecipient}`, { topLabel: words.templates.to }),
          row(html`${screen.subject}`, { topLabel: words.templates.subject }),
          paragraph(lines(filled.text.slice(0, MAX_SHOWN))),
          ...cutNote(kit, filled.text),
        ],
        { header: words.templates.message },
      ),
    ],
  };
}

/** What is not shown is said, so that nobody takes a part for the whole. */
function cutNote({ words }: CardKit, text: string): Widget[] {
  const left = text.length - MAX_SHOWN;
  return left > 0 ? [paragraph(bold(words.templates.cut(left)))] : [];
}

function sendWidgets(kit: CardKit, { preview, customerId, recipients }: PreviewOnScreen): Widget[] {
  const { words } = kit;
  const { gate, template, filled, attachable } = preview;
  if (recipients.length === 0) return [paragraph(html`${words.templates.noRecipient}`)];
  const state = gate.open ? null : gate.state;
  const args = { customerId, templateId: template.id, itemIds: filled.itemIds.slice(0, 200), state };
  const files = attachWidgets(kit, attachable);
  if (gate.open) return [...files, buttons(kit.button(words.templates.send, 'send', args), ...draftButtons(kit, args))];
  return [
    ...files,
    {
      textInput: {
        name: OVERRIDE_FIELD,
        label: words.templates.overrideLabel,
        type: 'MULTIPLE_LINE',
        hintText: words.templates.overrideHint,
      },
    },
    buttons(kit.button(words.templates.sendAnyway, 'send', args), ...draftButtons(kit, args)),
  ];
}

function draftButtons(kit: CardKit, args: ActionArgs<'draft'>): Button[] {
  return DRAFT_WAY === 'off' ? [] : [kit.button(kit.words.templates.draft, 'draft', args)];
}

/** What can go with the message, to be ticked; Google shows at most so many. */
function attachWidgets({ words }: CardKit, attachable: readonly AttachmentView[]): Widget[] {
  const items = attachable.slice(0, MAX_ATTACHABLE).map(({ wish, fileName }) => ({
    text: plain(fileName),
    value: wish.kind === 'statement' ? wish.kind : `${wish.kind} ${wish.itemId}`,
    selected: false,
  }));
  if (items.length === 0) return [];
  return [{ selectionInput: { name: ATTACH_FIELD, label: words.templates.attach, type: 'CHECK_BOX', items } }];
}

/** What a tick stands for; null for what no tick of ours says. */
export function wishOf(value: string): AttachmentWish | null {
  if (value === 'statement') return { kind: 'statement' };
  const [, itemId] = /^invoice (\S{1,100})$/.exec(value) ?? [];
  return itemId === undefined ? null : { kind: 'invoice', itemId };
}

function gateWidgets({ words }: CardKit, gate: GateVerdict): Widget[] {
  const warnings = gate.warnings.map((warning) => html`${warning}`);
  const reasons = gate.reasons.map(({ reason, text }) => html`<b>${words.gateReasons[reason]}:</b> ${text}`);
  return [
    gate.open
      ? paragraph(html`${words.templates.gateOpen}`)
      : row(joined(reasons), { topLabel: words.templates.gateClosed }),
    ...(warnings.length > 0 ? [row(joined(warnings), { topLabel: words.templates.warnings })] : []),
  ];
}

export interface MessageState {
  readonly customerId: string;
  readonly dispatchId: string;
  readonly message: MessageCorrelation;
}

/** What is known of a message that was handed to Gmail, at the top of the customer card. */
export function sentSection({ words }: CardKit): Section[] {
  return section([paragraph(bold(words.templates.sent))]);
}

/** The message is out, and the log has not heard of it. */
export function notLoggedCard(kit: CardKit, { customerId, dispatchId, message }: MessageState): Card {
  const { templates } = kit.words;
  const state = { customerId, dispatchId, message };
  return {
    name: 'not-logged',
    header: { title: templates.sentNotLogged },
    sections: section([buttons(kit.button(templates.logIt, 'mark-sent', state))]),
  };
}

/** Nobody knows whether the message is out. It is not sent again; a person looks. */
export function inDoubtCard(kit: CardKit, { customerId, dispatchId, message }: MessageState, why: string): Card {
  const { templates } = kit.words;
  const state = { customerId, dispatchId };
  return {
    name: 'in-doubt',
    header: { title: templates.inDoubt },
    sections: section([
      paragraph(html`${why}`),
      buttons(
        kit.button(templates.markSent, 'mark-sent', { ...state, message }),
        kit.button(templates.lookAgain, 'look-again', state),
      ),
    ]),
  };
}
