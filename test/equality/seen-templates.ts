import type { Element as DomElement } from 'happy-dom';
import type { Sidebar } from '../../addin/state/sidebar.ts';
import type { GoogleWidget } from '../../demo/google/card-schema.ts';
import { wordsFor } from '../../gmail-addon/card-words.ts';
import type { PanelDriver } from '../gmail-addon/panel-driver.ts';
import { plainText } from './seen.ts';
import { textIn } from './seen-in-cards.ts';
import { drawnPane } from './seen-in-pane.tsx';

/** The templates to choose from, and what the one that was chosen says. */
export interface SeenTemplates {
  /** Why the first one is suggested; empty where none is. */
  readonly reason: string;
  readonly names: readonly string[];
  /** The gate's verdict: open or closed, its reasons, its warnings. */
  readonly gate: string;
  readonly reasons: readonly string[];
  readonly warnings: string;
  readonly recipients: string;
  /** The message in its order, locked parts and free ones. */
  readonly text: string;
  /** The files to tick. */
  readonly files: readonly string[];
}

/** Opens the templates in the pane and fills the first. */
export async function templatesInPane(sidebar: Sidebar): Promise<SeenTemplates> {
  const { words, templates } = sidebar;
  await sidebar.openTemplates();
  const listed = panelOf(sidebar);
  const { value } = templates.state;
  if (value.at !== 'choosing') throw new Error(`The templates are at ${value.at}.`);
  const first = value.suggested?.templateId ?? value.templates[0]?.id ?? '';
  const names = texts(listed, 'button:not([class="link"])');
  const reason = texts(listed, '.box > p.quiet')[0] ?? '';
  await templates.choose(first);
  const filled = panelOf(sidebar);
  return {
    reason: reason.slice(words.templates.suggested.length + 1).trim(),
    names,
    gate: texts(filled, '.notice strong')[0] ?? '',
    reasons: texts(filled, '.notice li'),
    warnings: (texts(filled, '.notice p')[0] ?? '').slice(words.templates.warnings.length).trim(),
    recipients: (texts(filled, 'fieldset > p.quiet')[0] ?? '').slice(words.templates.recipients.length + 1).trim(),
    text: texts(filled, '.filled, textarea', withCells).filter(Boolean).join(' / '),
    files: texts(filled, '.file .grow .grow').map((file) => file.replace(words.templates.madeWhenOpened, '').trim()),
  };
}

function panelOf(sidebar: Sidebar): DomElement {
  const panel = drawnPane(sidebar).querySelector('section.panel');
  if (panel === null) throw new Error('No templates are on screen.');
  return panel;
}

function texts(within: DomElement, selector: string, reading = plainText): string[] {
  return [...within.querySelectorAll(selector)].map(({ textContent }) => reading(textContent ?? ''));
}

/** The pane keeps the two blanks between the cells of a row, which a card cannot. */
function withCells(text: string): string {
  return plainText(text.replace(/(\S) {2}(?=\S)/g, '$1 · '));
}

/** Opens the templates on the cards and fills the first. */
export async function templatesInCards(panel: PanelDriver, locale = 'en'): Promise<SeenTemplates> {
  const words = wordsFor(locale);
  await panel.press(words.templates.open);
  const [first] = panel.card.sections;
  const suggested = first?.header === words.templates.suggested ? first.widgets[0]?.textParagraph?.text : undefined;
  const rows = panel.widgets.flatMap(({ decoratedText }) => decoratedText ?? []);
  const names = rows.map(({ text }) => textIn(text));
  await panel.press(`${words.templates.preview}: ${names[0]}`);
  const [top, message] = panel.card.sections;
  const [gate, ...more] = top?.widgets ?? [];
  const labelled = (label: string) =>
    more.find(({ decoratedText }) => decoratedText?.topLabel === label)?.decoratedText;
  const warnings = labelled(words.templates.warnings)?.text ?? '';
  return {
    reason: textIn(suggested ?? ''),
    names,
    gate: gate?.decoratedText?.topLabel ?? textIn(gate?.textParagraph?.text ?? ''),
    reasons: (gate?.decoratedText?.text ?? '').split('<br>').filter(Boolean).map(textIn),
    warnings: textIn(warnings),
    ...messageOf(message?.widgets ?? [], words.templates.freeHint),
    files: (more.find(({ selectionInput }) => selectionInput !== undefined)?.selectionInput?.items ?? []).map(
      ({ text }) => text.replace(' · ', ' '),
    ),
  };
}

function messageOf(widgets: readonly GoogleWidget[], hint: string): Pick<SeenTemplates, 'recipients' | 'text'> {
  const [to, , ...body] = widgets;
  const parts = body.flatMap(({ textParagraph, textInput }) =>
    textParagraph === undefined ? [plainText(textInput?.value ?? '')] : [textIn(textParagraph.text)],
  );
  return {
    recipients: textIn(to?.decoratedText?.text ?? ''),
    text: parts.filter((part) => part !== '' && part !== hint).join(' / '),
  };
}
