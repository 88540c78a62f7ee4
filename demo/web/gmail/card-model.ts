/** A card as the add-on host hands it on, which has held it against Google's schema. */
export interface PanelCard {
  readonly name?: string;
  readonly header?: { readonly title: string; readonly subtitle?: string };
  readonly sections: readonly PanelSection[];
}

export interface PanelSection {
  readonly header?: string;
  readonly collapsible?: boolean;
  readonly uncollapsibleWidgetsCount?: number;
  readonly widgets: readonly PanelWidget[];
}

/** Exactly one of the parts is there. */
export interface PanelWidget {
  readonly textParagraph?: { readonly text: string };
  readonly decoratedText?: DecoratedText;
  readonly buttonList?: { readonly buttons: readonly PanelButton[] };
  readonly textInput?: TextInput;
  readonly selectionInput?: SelectionInput;
  readonly dateTimePicker?: DateTimePicker;
  readonly divider?: object;
}

export interface DecoratedText {
  readonly topLabel?: string;
  readonly text: string;
  readonly bottomLabel?: string;
  readonly wrapText?: boolean;
  readonly button?: PanelButton;
  readonly onClick?: OnClick;
}

/** Exactly one of them is there. */
export interface OnClick {
  readonly action?: CardAction;
  readonly openLink?: { readonly url: string };
  /** Asks the add-on for the address that is then opened. */
  readonly openDynamicLinkAction?: CardAction;
}

export interface CardAction {
  readonly function: string;
  readonly parameters?: readonly { readonly key: string; readonly value: string }[];
}

export interface PanelButton {
  readonly text?: string;
  readonly altText?: string;
  readonly disabled?: boolean;
  readonly onClick: OnClick;
}

export interface TextInput {
  readonly name: string;
  readonly label?: string;
  readonly hintText?: string;
  readonly value?: string;
  readonly type?: 'SINGLE_LINE' | 'MULTIPLE_LINE';
}

export interface SelectionInput {
  readonly name: string;
  readonly label?: string;
  readonly type?: 'CHECK_BOX' | 'RADIO_BUTTON' | 'SWITCH' | 'DROPDOWN' | 'MULTI_SELECT';
  readonly items: readonly { readonly text: string; readonly value: string; readonly selected?: boolean }[];
}

export interface DateTimePicker {
  readonly name: string;
  readonly label?: string;
  readonly valueMsEpoch?: string;
}

/** What the panel shows, as the add-on host answers. */
export interface PanelScreen {
  readonly panel: string;
  readonly card: PanelCard | null;
  readonly canGoBack: boolean;
  readonly error: string | null;
  readonly notification: string | null;
  readonly consent: readonly string[] | null;
  readonly openedDraft: string | null;
  readonly openedLink: string | null;
}

/** Beside which message the panel stands, or under whose window a mail to somebody is written; the home page where there is neither. */
export type PanelPlace =
  | { readonly messageId: number | null }
  | { readonly recipients: { readonly to: readonly string[]; readonly cc: readonly string[] } };

/** What was typed and chosen, by the field's name. */
export type FieldValues = Readonly<Record<string, readonly string[]>>;

type FormInput = { stringInputs: { value: readonly string[] } } | { dateInput: { msSinceEpoch: string } };

/** The fields of a card as Google sends them with a press: each with what it holds, empty ones left out. */
export function formInputsOf({ sections }: PanelCard, values: FieldValues): Record<string, FormInput> {
  const inputs: Record<string, FormInput> = {};
  for (const { textInput, selectionInput, dateTimePicker } of sections.flatMap(({ widgets }) => widgets)) {
    if (textInput !== undefined) putWords(inputs, textInput.name, values[textInput.name] ?? [textInput.value ?? '']);
    if (selectionInput !== undefined) {
      putWords(inputs, selectionInput.name, values[selectionInput.name] ?? selectedIn(selectionInput));
    }
    if (dateTimePicker !== undefined) putDay(inputs, dateTimePicker, values);
  }
  return inputs;
}

export function selectedIn({ items }: SelectionInput): string[] {
  return items.filter(({ selected }) => selected === true).map(({ value }) => value);
}

/** The day in a picker as `YYYY-MM-DD`; empty for none. */
export function dayOf({ name, valueMsEpoch }: DateTimePicker, values: FieldValues): string {
  const chosen = values[name]?.[0];
  if (chosen !== undefined || valueMsEpoch === undefined) return chosen ?? '';
  return new Date(Number(valueMsEpoch)).toISOString().slice(0, 10);
}

function putWords(inputs: Record<string, FormInput>, name: string, words: readonly string[]): void {
  const value = words.filter((word) => word !== '');
  if (value.length > 0) inputs[name] = { stringInputs: { value } };
}

function putDay(inputs: Record<string, FormInput>, picker: DateTimePicker, values: FieldValues): void {
  const day = dayOf(picker, values);
  if (day !== '') inputs[picker.name] = { dateInput: { msSinceEpoch: String(Date.parse(`${day}T00:00:00Z`)) } };
}
