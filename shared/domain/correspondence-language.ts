/** What tells how somebody is written to. */
export interface WrittenTo {
  readonly language: string;
  readonly contacts: readonly { readonly language: string }[];
}

/** The language that a customer is written to in, BCP 47: of the first contact who has one, else the customer's own; empty where nobody has said. */
export function correspondenceLanguage({ contacts, language }: WrittenTo): string {
  return contacts.find((contact) => contact.language !== '')?.language ?? language;
}
