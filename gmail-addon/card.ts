import type { CardHtml } from './card-html.ts';

/** The part of Google's card JSON that we use. An unknown field fails the whole card, so nothing is added here without a look at Google's schema. */
export interface Card {
  /** By which a navigation finds it. */
  readonly name: string;
  readonly header?: { readonly title: string; readonly subtitle?: string };
  readonly sections: readonly Section[];
}

export interface Section {
  readonly header?: string;
  readonly collapsible?: boolean;
  readonly uncollapsibleWidgetsCount?: number;
  readonly widgets: readonly Widget[];
}

export type Widget =
  | { readonly textParagraph: { readonly text: CardHtml } }
  | { readonly decoratedText: DecoratedText }
  | { readonly buttonList: { readonly buttons: readonly Button[] } }
  | { readonly textInput: TextInput }
  | { readonly selectionInput: SelectionInput }
  | { readonly dateTimePicker: DateTimePicker };

export interface DecoratedText {
  readonly topLabel?: string;
  readonly text: CardHtml;
  readonly bottomLabel?: string;
  readonly wrapText?: boolean;
  readonly button?: Button;
  readonly onClick?: OnClick;
}

export interface Button {
  readonly text: string;
  readonly altText?: string;
  readonly onClick: OnClick;
}

export type OnClick =
  | { readonly action: Action }
  /** Opens an address that is known when the card is drawn. */
  | { readonly openLink: { readonly url: string } }
  /** Opens an address that is asked for when it is pressed. */
  | { readonly openDynamicLinkAction: Action };

export interface Action {
  /** The address of the handler. */
  readonly function: string;
  readonly parameters: readonly { readonly key: string; readonly value: string }[];
  readonly loadIndicator: 'SPINNER';
  /** Keeps what was typed when the answer leaves the card as it is. */
  readonly persistValues: boolean;
}

export interface TextInput {
  readonly name: string;
  readonly label: string;
  readonly type: 'SINGLE_LINE' | 'MULTIPLE_LINE';
  readonly value?: string;
  readonly hintText?: string;
}

export interface SelectionInput {
  readonly name: string;
  readonly label: string;
  readonly type: 'CHECK_BOX' | 'DROPDOWN' | 'RADIO_BUTTON';
  readonly items: readonly { readonly text: string; readonly value: string; readonly selected: boolean }[];
}

export interface DateTimePicker {
  readonly name: string;
  readonly label: string;
  readonly type: 'DATE_ONLY';
  /** Midnight in UTC of the day, in milliseconds. */
  readonly valueMsEpoch?: string;
}

export function paragraph(text: CardHtml): Widget {
  return { textParagraph: { text } };
}

export function row(text: CardHtml, more: Omit<DecoratedText, 'text'> = {}): Widget {
  return { decoratedText: { text, wrapText: true, ...more } };
}

export function buttons(...list: readonly Button[]): Widget {
  return { buttonList: { buttons: list } };
}

/** A section, or none where it has no widgets: Google refuses an empty one. */
export function section(widgets: readonly Widget[], more: Omit<Section, 'widgets'> = {}): Section[] {
  return widgets.length === 0 ? [] : [{ ...more, widgets }];
}
