import type { LedgerRow } from '../../server/features/receivables/run-service.ts';
import { currencyCode } from '../../shared/domain/currency.ts';
import { money } from '../../shared/domain/money.ts';
import type { CollectionsCase } from '../server/features/dispatches/collections-case.ts';
import { applicationRow, customerRow, eur, itemRow, mergeRow, paymentRow } from '../support/ledger-rows.ts';

const usd = (minor: number) => money(minor, currencyCode('USD'));
const sek = (minor: number) => money(minor, currencyCode('SEK'));

function contact(name: string, email: string, phone = '') {
  return { name, email, phone, role: 'accounts_payable', language: '' };
}

function pastDue(number: string, customerNumber: string, changes: Parameters<typeof itemRow>[1] = {}) {
  return itemRow(number, { customerNumber, issuedOn: '2026-09-01', dueOn: '2026-10-01', ...changes });
}

/** A customer whose threads come from Pat at their own domain. */
function patOf(number: string, domain: string, changes: Parameters<typeof customerRow>[1] = {}) {
  const name = changes.name ?? `${domain.charAt(0).toUpperCase()}${domain.slice(1)} Ltd`;
  return customerRow(number, { contacts: [contact('Pat', `pat@${domain}.example`)], ...changes, name });
}

const KNOWN: readonly LedgerRow[] = [
  customerRow('C3', {
    name: 'Lapwing Oy',
    mailDomains: ['lapwing.example'],
    ownerEmail: 'ben@brightwater.example',
    contacts: [
      contact('', 'office@lapwing.example', '+44 20 7946 0000'),
      contact('Lou', 'lou@lapwing.example', 'ext. 12'),
      contact('Max', 'max@lapwing.example', '(0) 30 1234'),
    ],
  }),
  customerRow('C4', { name: 'Twin One', contacts: [contact('Sol', 'sol@twins.example')] }),
  customerRow('C5', { name: 'Twin Two', contacts: [contact('Sol', 'sol@twins.example')] }),
  customerRow('C6', { name: 'Pair One', mailDomains: ['pair.example'] }),
  customerRow('C7', { name: 'Pair Two', mailDomains: ['pair.example'] }),
  customerRow('C8', { name: 'Merged Ltd', contacts: [contact('Mia', 'mia@merged.example')] }),
  customerRow('C9', { name: 'Merging plc' }),
  pastDue('300001', 'C3'),
  pastDue('310001', 'C8'),
  pastDue('310002', 'C9'),
  mergeRow('C8', 'C9'),
];

const many = Array.from({ length: 59 }, (_, n) =>
  pastDue(String(413_002 + n), 'M13', { dueOn: `2026-10-${String((n % 28) + 1).padStart(2, '0')}` }),
);

const paidLate = ['01', '02', '03', '04', '05', '06'].flatMap((month, n) => [
  itemRow(`42510${n}`, { customerNumber: 'M25', issuedOn: `2026-${month}-01`, dueOn: `2026-${month}-10` }),
  paymentRow(`P2510${n}`, { customerNumber: 'M25', issuedOn: `2026-${month}-24` }),
  applicationRow(`42510${n}`, `P2510${n}`, eur(10_000), { on: `2026-${month}-24` }),
]);

const STANDING: readonly LedgerRow[] = [
  patOf('M10', 'dollars'),
  pastDue('410001', 'M10', { amount: usd(123_456) }),
  patOf('M11', 'currencies'),
  pastDue('411001', 'M11'),
  pastDue('411002', 'M11', { amount: usd(20_000) }),
  pastDue('411003', 'M11', { amount: sek(30_000), dueOn: '2026-12-01' }),
  patOf('M12', 'settled'),
  pastDue('412001', 'M12'),
  paymentRow('P12', { customerNumber: 'M12', issuedOn: '2026-10-20' }),
  applicationRow('412001', 'P12', eur(10_000), { on: '2026-10-20' }),
  patOf('M13', 'many'),
  pastDue('413001', 'M13'),
  ...many,
  patOf('M14', 'silent', { doNotContact: true }),
  pastDue('414001', 'M14'),
  patOf('M15', 'erp-dispute'),
  pastDue('415001', 'M15', { disputeStatus: 'disputed' }),
  patOf('M16', 'log-dispute'),
  pastDue('416001', 'M16'),
  pastDue('416002', 'M16'),
  patOf('M17', 'promise'),
  pastDue('417001', 'M17'),
  patOf('M18', 'instalments'),
  pastDue('418001', 'M18', { amount: eur(120_000) }),
  patOf('M19', 'kept'),
  pastDue('419001', 'M19'),
  patOf('M20', 'broken'),
  pastDue('420001', 'M20'),
  patOf('M21', 'hostile', { name: '<b>Kestrel</b> & "Sons" <script>alert(1)</script>' }),
  pastDue('421001', 'M21'),
  patOf('M22', 'over-limit', { creditLimit: eur(9_000) }),
  pastDue('422001', 'M22'),
  patOf('M23', 'in-limit', { creditLimit: usd(90_000) }),
  pastDue('423001', 'M23'),
  pastDue('423002', 'M23', { amount: usd(45_000) }),
  patOf('M24', 'unapplied'),
  pastDue('424001', 'M24'),
  paymentRow('P24', { customerNumber: 'M24', issuedOn: '2026-11-12', amount: eur(4_200) }),
  patOf('M25', 'late-payer'),
  pastDue('425001', 'M25'),
  ...paidLate,
  patOf('M26', 'planned'),
  pastDue('426001', 'M26'),
  patOf('M27', 'long-log'),
  pastDue('427001', 'M27'),
  patOf('M28', 'german', { language: 'de' }),
  pastDue('428001', 'M28'),
  patOf('M29', 'noticed', { language: 'en' }),
  pastDue('429001', 'M29'),
  patOf('M30', 'not-in-pane'),
  patOf('M31', 'not-in-cards'),
];

/** What is in the books before a thread is opened. */
export async function feedBooks(a: CollectionsCase): Promise<void> {
  await a.feed(...KNOWN, ...STANDING);
}

/** What colleagues did before a thread is opened, and the days that have gone by since. Ends on Monday the 23rd. */
export async function workBefore(a: CollectionsCase): Promise<void> {
  const about = await customersOf(a, ['M16', 'M17', 'M18', 'M19', 'M20', 'M26', 'M27', 'M29']);
  await promises(a, about);
  await disputes(a, about);
  await planned(a, about);
  await longLog(a, about);
  const notice = { templateId: a.template('first_notice').id, itemIds: [], recipients: ['pat@noticed.example'] };
  const { id } = await done(a, '/api/dispatches', { ...notice, customerId: about('M29'), via: 'gmail' });
  await done(a, `/api/dispatches/${id}/deliveries`, { delivery: 'confirmed', message: {} });
  await a.feed(
    paymentRow('P19', { customerNumber: 'M19', issuedOn: '2026-11-20' }),
    applicationRow('419001', 'P19', eur(10_000), { on: '2026-11-20' }),
  );
}

type About = (number: string) => string;

async function customersOf(a: CollectionsCase, numbers: readonly string[]): Promise<About> {
  const known = new Map<string, string>();
  for (const search of numbers) {
    const { body } = await a.get(`/api/customers?search=${search}`);
    const customers: { number: string; id: string }[] = body.customers;
    for (const { number, id } of customers) known.set(number, id);
  }
  return (number) => {
    const id = known.get(number);
    if (id === undefined) throw new Error(`There is no customer ${number}.`);
    return id;
  };
}

async function done(a: CollectionsCase, path: string, body: object): Promise<{ id: string }> {
  const answer = await a.post(path, body, { by: a.ben });
  if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

async function promises(a: CollectionsCase, about: About): Promise<void> {
  const word = { channel: 'phone', client: 'page' };
  const one = (amount = eur(10_000), promisedFor = '2026-11-27') => ({ amount, promisedFor });
  await done(a, '/api/promises-to-pay', {
    ...word,
    customerId: about('M17'),
    itemIds: [a.item('417001')],
    instalments: [one()],
    reason: 'cash_flow',
  });
  await done(a, '/api/promises-to-pay', {
    ...word,
    customerId: about('M18'),
    itemIds: [],
    instalments: [one(eur(60_000)), one(eur(60_000), '2026-12-18')],
  });
  for (const number of ['M19', 'M20']) {
    await done(a, '/api/promises-to-pay', {
      ...word,
      customerId: about(number),
      itemIds: [],
      instalments: [one(eur(10_000), '2026-11-20')],
    });
  }
}

async function disputes(a: CollectionsCase, about: About): Promise<void> {
  const word = { channel: 'email', client: 'page', customerId: about('M16') };
  await done(a, '/api/disputes', { ...word, itemIds: [a.item('416001')], reason: 'waiting_for_approval' });
  const ended = await done(a, '/api/disputes', { ...word, itemIds: [], reason: 'deduction', amount: eur(1_000) });
  const { dispute } = ended as unknown as { dispute: { id: string } };
  await done(a, `/api/disputes/${dispute.id}/resolutions`, { how: 'rejected', client: 'page', note: 'no proof' });
}

async function planned(a: CollectionsCase, about: About): Promise<void> {
  const task = { customerId: about('M26') };
  await done(a, '/api/tasks', { ...task, text: 'Ask for the order & <b>call</b>', dueOn: '2026-11-21' });
  await done(a, '/api/tasks', { ...task, text: 'Look at the account', dueOn: '2026-12-01' });
  await done(a, '/api/tasks', { ...task, text: 'Call again', dueOn: '2026-11-23', ownerId: a.ana.actor.userId });
}

async function longLog(a: CollectionsCase, about: About): Promise<void> {
  const entry = { customerId: about('M27'), itemIds: [], client: 'page' };
  const call = { ...entry, code: 'phone_no_answer', outcome: 'call_again' };
  const first = await done(a, '/api/activities', { ...call, note: 'Nobody there.\nTry at <noon>.' });
  await done(a, `/api/activities/${first.id}/withdrawals`, {});
  const second = await done(a, '/api/activities', { ...call, contact: { name: 'Pat', email: 'pat@long-log.example' } });
  await done(a, `/api/activities/${second.id}/corrections`, {
    code: 'phone_payment_sent',
    outcome: 'payment_announced',
    amount: eur(5_000),
    date: '2026-11-19',
    client: 'page',
    itemIds: [a.item('427001')],
  });
  for (let n = 0; n < 4; n += 1) await done(a, '/api/activities', call);
  await done(a, '/api/activities', { ...entry, code: 'note', note: 'A note is no contact.' });
}
