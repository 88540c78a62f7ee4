import type { AddonHost, FormInputs, PanelScreen } from '../../demo/google/addon-host.ts';
import type { GoogleCard, GoogleWidget } from '../../demo/google/card-schema.ts';
import { formInputsOf, type PanelCard } from '../../demo/web/gmail/card-model.ts';

type CardButton = {
  text?: string | undefined;
  altText?: string | undefined;
  onClick: {
    action?: CardAction | undefined;
    openDynamicLinkAction?: CardAction | undefined;
    openLink?: { url: string } | undefined;
  };
};
type CardAction = { function: string; parameters?: { key: string; value: string }[] | undefined };

/** A person at the panel: reads the card, fills fields, presses buttons. */
export class PanelDriver {
  constructor(
    private readonly host: AddonHost,
    public screen: PanelScreen,
  ) {}

  /** Another look at the same panel, which stays on its card. */
  copy(): PanelDriver {
    return new PanelDriver(this.host, this.screen);
  }

  get card(): GoogleCard {
    const { card, error } = this.screen;
    if (card === null || error !== null) throw new Error(`There is no card: ${error}`);
    return card;
  }

  /** All that is to be read on the card, one thing a line. */
  get text(): string {
    return [this.card.header?.title, this.card.header?.subtitle, ...this.card.sections.flatMap(textsOf)].join('\n');
  }

  get widgets(): GoogleWidget[] {
    return this.card.sections.flatMap(({ widgets }) => widgets);
  }

  get buttons(): CardButton[] {
    return this.widgets.flatMap((widget) => [
      ...(widget.buttonList?.buttons ?? []),
      ...(widget.decoratedText?.button === undefined ? [] : [widget.decoratedText.button]),
    ]);
  }

  /** The names of the fields on the card. */
  get fields(): string[] {
    return this.widgets.flatMap(
      ({ textInput, selectionInput, dateTimePicker }) =>
        textInput?.name ?? selectionInput?.name ?? dateTimePicker?.name ?? [],
    );
  }

  /** What a button carries, found by what it shows or says. */
  action(text: string): { function: string; parameters: Record<string, string> } {
    const button = this.buttons.find((one) => one.text === text || one.altText === text);
    const action = button?.onClick.action ?? button?.onClick.openDynamicLinkAction;
    if (action === undefined) throw new Error(`No button "${text}" on:\n${this.text}`);
    const parameters = Object.fromEntries((action.parameters ?? []).map(({ key, value }) => [key, value]));
    return { function: action.function, parameters };
  }

  /** Presses a button; each field that the test does not fill holds what the card put into it. */
  async press(text: string, typedInputs: FormInputs = {}): Promise<this> {
    this.screen = await this.pressing(text, typedInputs)();
    return this;
  }

  /** The same press as often as it is called, whatever is on screen by then. */
  pressing(text: string, typedInputs: FormInputs = {}): () => Promise<PanelScreen> {
    const formInputs = { ...formInputsOf(this.card as PanelCard, {}), ...typedInputs } as FormInputs;
    const press = { ...this.action(text), formInputs };
    return () => this.host.press(this.screen.panel, press);
  }
}

function textsOf({ header, widgets }: GoogleCard['sections'][number]): string[] {
  const texts = widgets.flatMap(({ textParagraph, decoratedText, selectionInput }) => [
    textParagraph?.text,
    decoratedText === undefined
      ? undefined
      : [decoratedText.topLabel, decoratedText.text, decoratedText.bottomLabel].filter(Boolean).join(' | '),
    ...(selectionInput?.items.map((item) => item.text) ?? []),
  ]);
  return [header, ...texts].filter((text): text is string => text !== undefined);
}

export function typed(values: Readonly<Record<string, string | readonly string[]>>): FormInputs {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, { stringInputs: { value: [value].flat() } }]),
  );
}

/** A day as Google's picker of days gives it. */
export function picked(day: string): { dateInput: { msSinceEpoch: string } } {
  return { dateInput: { msSinceEpoch: String(Date.parse(`${day}T00:00:00Z`)) } };
}
