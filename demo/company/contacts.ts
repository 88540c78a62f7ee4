import { fictionalPhone, mailLocalPart, personName } from './names.ts';
import type { Random } from './random.ts';
import type { SampleContact } from './sample-company.ts';
import { SHAPES } from './shapes.ts';

/** One to four people of a customer; the first is who one writes to about payment. */
export function makeContacts(
  { number, domain, language }: { number: string; domain: string; language: 'en' | 'de' },
  random: Random,
): SampleContact[] {
  const people: SampleContact[] = [];
  const roles = ['accounts_payable', 'finance_manager', 'accounts_payable', 'buyer'] as const;
  for (const role of roles.slice(0, random.int(1, 4))) {
    const name = personName(language, random);
    const email = addressOf(name, domain);
    if (people.some((known) => known.email === email)) continue;
    people.push({ name, email, phone: fictionalPhone(language, random), role, language });
  }
  const shared: readonly string[] = SHAPES.sharedPayablesAddress.customerNumbers;
  return shared.includes(number) ? [sharedContact(language, random), ...people] : people;
}

/** A service centre that pays for several customers: the same address stands at each of them. */
function sharedContact(language: 'en' | 'de', random: Random): SampleContact {
  return {
    name: 'Accounts Payable, Tallytower Services',
    email: SHAPES.sharedPayablesAddress.email,
    phone: fictionalPhone(language, random),
    role: 'accounts_payable',
    language,
  };
}

/** At a free-mail provider many have the same name, so the address carries a year as well. */
function addressOf(name: string, domain: string): string {
  const local = mailLocalPart(name);
  return domain === SHAPES.freeMail.domain ? `${local}.1974@${domain}` : `${local}@${domain}`;
}
