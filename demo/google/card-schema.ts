import * as z from 'zod/mini';
import { cardProblems } from './card-rules.ts';

/**
 * Google's card JSON for add-ons as its pages and `google/apps/card/v1/card.proto` describe it (August 2026), with what is marked for Chat or Studio alone left out.
 * Google parses strictly: a field that is not here fails the whole card.
 */
const Text = z.string().check(z.minLength(1));
const KNOWN_ICONS = [
  'AIRPLANE',
  'BOOKMARK',
  'BUS',
  'CAR',
  'CLOCK',
  'CONFIRMATION_NUMBER_ICON',
  'DESCRIPTION',
  'DOLLAR',
  'EMAIL',
  'EVENT_PERFORMER',
  'EVENT_SEAT',
  'FLIGHT_ARRIVAL',
  'FLIGHT_DEPARTURE',
  'HOTEL',
  'HOTEL_ROOM_TYPE',
  'INVITE',
  'MAP_PIN',
  'MEMBERSHIP',
  'MULTIPLE_PEOPLE',
  'OFFER',
  'PERSON',
  'PHONE',
  'RESTAURANT_ICON',
  'SHOPPING_CART',
  'STAR',
  'STORE',
  'TICKET',
  'TRAIN',
  'VIDEO_CAMERA',
  'VIDEO_PLAY',
] as const;
const MAX_WIDGETS = 100;
const MAX_ITEMS = 100;
const MAX_CARD_ACTIONS = 10;

const Icon = z.strictObject({
  knownIcon: z.optional(z.enum(KNOWN_ICONS)),
  iconUrl: z.optional(z.string()),
  altText: z.optional(z.string()),
  imageType: z.optional(z.enum(['SQUARE', 'CIRCLE'])),
});

const Action = z.strictObject({
  function: z.url(),
  parameters: z.optional(z.array(z.strictObject({ key: Text, value: z.string() }))),
  loadIndicator: z.optional(z.enum(['SPINNER', 'NONE'])),
  persistValues: z.optional(z.boolean()),
  requiredWidgets: z.optional(z.array(z.string())),
  allWidgetsAreRequired: z.optional(z.boolean()),
});

const OpenLink = z.strictObject({
  // On the machine that all of this runs on there is no certificate.
  url: z.string().check(z.regex(/^(?:https:|mailto:|tel:|http:\/\/(?:127\.0\.0\.1|localhost)[:/])/)),
  openAs: z.optional(z.enum(['FULL_SIZE', 'OVERLAY'])),
  onClose: z.optional(z.enum(['NOTHING', 'RELOAD'])),
});

const OnClick = exactlyOne({
  action: z.optional(Action),
  openLink: z.optional(OpenLink),
  openDynamicLinkAction: z.optional(Action),
});

const Button = z.strictObject({
  text: z.optional(Text),
  icon: z.optional(Icon),
  color: z.optional(
    z.strictObject({ red: z.number(), green: z.number(), blue: z.number(), alpha: z.optional(z.number()) }),
  ),
  onClick: OnClick,
  disabled: z.optional(z.boolean()),
  altText: z.optional(z.string()),
});

const SwitchControl = z.strictObject({
  name: Text,
  value: z.optional(z.string()),
  selected: z.optional(z.boolean()),
  onChangeAction: z.optional(Action),
  controlType: z.optional(z.enum(['SWITCH', 'CHECKBOX', 'CHECK_BOX'])),
});

const DecoratedText = z.strictObject({
  startIcon: z.optional(Icon),
  topLabel: z.optional(z.string()),
  text: Text,
  wrapText: z.optional(z.boolean()),
  bottomLabel: z.optional(z.string()),
  onClick: z.optional(OnClick),
  button: z.optional(Button),
  switchControl: z.optional(SwitchControl),
  endIcon: z.optional(Icon),
});

const SelectionItem = z.strictObject({
  text: Text,
  value: z.string(),
  selected: z.optional(z.boolean()),
  bottomText: z.optional(z.string()),
});

const Widget = exactlyOne({
  textParagraph: z.optional(z.strictObject({ text: Text, maxLines: z.optional(z.int()) })),
  image: z.optional(
    z.strictObject({ imageUrl: z.url(), altText: z.optional(z.string()), onClick: z.optional(OnClick) }),
  ),
  decoratedText: z.optional(DecoratedText),
  buttonList: z.optional(z.strictObject({ buttons: z.array(Button).check(z.minLength(1)) })),
  textInput: z.optional(
    z.strictObject({
      name: Text,
      label: z.optional(z.string()),
      hintText: z.optional(z.string()),
      value: z.optional(z.string()),
      type: z.optional(z.enum(['SINGLE_LINE', 'MULTIPLE_LINE'])),
      onChangeAction: z.optional(Action),
      autoCompleteAction: z.optional(Action),
      validation: z.optional(
        z.strictObject({
          characterLimit: z.optional(z.int()),
          inputType: z.optional(z.enum(['TEXT', 'INTEGER', 'FLOAT', 'EMAIL', 'EMOJI_PICKER'])),
        }),
      ),
    }),
  ),
  selectionInput: z.optional(
    z.strictObject({
      name: Text,
      label: z.optional(z.string()),
      type: z.optional(z.enum(['CHECK_BOX', 'RADIO_BUTTON', 'SWITCH', 'DROPDOWN', 'MULTI_SELECT'])),
      items: z.array(SelectionItem).check(z.minLength(1), z.maxLength(MAX_ITEMS)),
      onChangeAction: z.optional(Action),
    }),
  ),
  dateTimePicker: z.optional(
    z.strictObject({
      name: Text,
      label: z.optional(z.string()),
      type: z.optional(z.enum(['DATE_AND_TIME', 'DATE_ONLY', 'TIME_ONLY'])),
      valueMsEpoch: z.optional(z.string().check(z.regex(/^-?\d+$/))),
      timezoneOffsetDate: z.optional(z.int()),
      onChangeAction: z.optional(Action),
    }),
  ),
  divider: z.optional(z.strictObject({})),
});

const Section = z.strictObject({
  header: z.optional(z.string()),
  widgets: z.array(Widget).check(z.minLength(1)),
  collapsible: z.optional(z.boolean()),
  uncollapsibleWidgetsCount: z.optional(z.int()),
});

const Header = z.strictObject({
  title: Text,
  subtitle: z.optional(z.string()),
  imageUrl: z.optional(z.url()),
  imageType: z.optional(z.enum(['SQUARE', 'CIRCLE'])),
  imageAltText: z.optional(z.string()),
});

export const GoogleCard = z
  .strictObject({
    name: z.optional(z.string()),
    header: z.optional(Header),
    sections: z.array(Section).check(z.minLength(1), z.maxLength(100)),
    cardActions: z.optional(
      z.array(z.strictObject({ actionLabel: Text, onClick: OnClick })).check(z.maxLength(MAX_CARD_ACTIONS)),
    ),
    fixedFooter: z.optional(z.strictObject({ primaryButton: Button, secondaryButton: z.optional(Button) })),
    peekCardHeader: z.optional(Header),
    displayStyle: z.optional(z.enum(['PEEK', 'REPLACE'])),
    sectionDividerStyle: z.optional(z.enum(['SOLID_DIVIDER', 'NO_DIVIDER'])),
  })
  .check(
    z.refine((card) => countOf(card.sections) <= MAX_WIDGETS, { error: `has more than ${MAX_WIDGETS} widgets` }),
    z.refine((card) => namesOf(card.sections).length === new Set(namesOf(card.sections)).size, {
      error: 'has two fields of one name',
    }),
    z.superRefine((card, context) => {
      for (const problem of cardProblems(card)) context.addIssue({ code: 'custom', message: problem, input: card });
    }),
  );
export type GoogleCard = z.infer<typeof GoogleCard>;
export type GoogleWidget = z.infer<typeof Widget>;

const Navigation = exactlyOne({
  pushCard: z.optional(GoogleCard),
  updateCard: z.optional(GoogleCard),
  pop: z.optional(z.literal(true)),
  popToRoot: z.optional(z.literal(true)),
  popToCard: z.optional(Text),
});
export type Navigation = z.infer<typeof Navigation>;

export const RenderActions = z.strictObject({
  action: z.strictObject({
    navigations: z.optional(z.array(Navigation)),
    notification: z.optional(z.strictObject({ text: Text })),
    link: z.optional(OpenLink),
  }),
  hostAppAction: z.optional(
    z.strictObject({
      gmailAction: z.strictObject({
        openCreatedDraftActionMarkup: z.strictObject({
          draftId: Text,
          draftThreadId: z.string().check(z.regex(/^[0-9a-f]{1,16}$/)),
        }),
      }),
    }),
  ),
});
export type RenderActions = z.infer<typeof RenderActions>;

/** What a button's handler answers. */
export const SubmitFormResponse = z.strictObject({
  renderActions: RenderActions,
  stateChanged: z.optional(z.boolean()),
});

/** What any entry point answers where the user has not granted what it needs. */
export const ScopesRequest = z.strictObject({
  requesting_google_scopes: z.union([
    z.strictObject({ scopes: z.array(z.string()).check(z.minLength(1)) }),
    z.strictObject({ all_scopes: z.literal(true) }),
  ]),
});

/** An object with exactly one of its fields, as a `oneof` of Google's has it. */
function exactlyOne<S extends Record<string, z.ZodMiniType>>(shape: S) {
  const hasOne = (value: object) => Object.values(value).filter((part) => part !== undefined).length === 1;
  return z.strictObject(shape).check(z.refine(hasOne, { error: 'needs exactly one of its fields' }));
}

type Sections = readonly { readonly widgets: readonly object[] }[];

function countOf(sections: Sections): number {
  return sections.reduce((count, { widgets }) => count + widgets.length, 0);
}

function namesOf(sections: Sections): string[] {
  const parts = sections.flatMap(({ widgets }) =>
    widgets.flatMap((widget) => Object.values(widget) as { name?: string }[]),
  );
  return parts.flatMap((part) => part?.name ?? []);
}
