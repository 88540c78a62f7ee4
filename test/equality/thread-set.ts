import type { DemoMessage, DemoThread } from '../../demo/company/demo-thread.ts';
import { threadOf } from '../gmail-addon/gmail-world.ts';

/** One thread of the forty: what it is there for, and the mail that is open. */
export interface EqualThread {
  readonly id: string;
  /** What only this thread shows. */
  readonly shows: string;
  readonly thread: DemoThread;
}

type Mail = Partial<DemoMessage>;

function one(id: string, shows: string, mail: Mail): EqualThread {
  return { id, shows, thread: threadOf(id, mail) };
}

const KIM = 'Kim Osei <kim@kestrel.example>';
const from = (name: string, customer: string) => `${name} <${name.toLowerCase()}@${customer}.example>`;
const LONG = 'We keep asking for the delivery note, and nobody answers. '.repeat(12);

/** How the customer of a thread is known, or why not. */
const KNOWN: readonly EqualThread[] = [
  one('number-subject', 'the number in the subject', { from: KIM, subject: 'Invoice 104233' }),
  one('number-text', 'a number in the text', { from: KIM, text: 'About your 104250: when?' }),
  one('number-deep', 'a number far down in the text', { from: KIM, text: `${LONG}\nIt is about 104300.` }),
  one('number-quoted', 'a number in what is quoted', {
    from: KIM,
    text: 'Thanks.\n\nOn Mon, 16 Nov 2026 Ana wrote:\n> Please pay 104233.',
  }),
  one('numbers', 'several numbers of one customer', { from: KIM, text: '104233, 104250 and 104300 please' }),
  one('contact', 'the address of a contact', { from: KIM, text: 'What do we owe?' }),
  one('domain', 'the domain', { from: from('Lou', 'lapwing'), text: 'What do we owe?' }),
  one('other-number', 'a number of one and the address of another', { from: KIM, subject: 'Invoice 300001' }),
  one('shared-contact', 'an address that two share', { from: from('Sol', 'twins'), text: 'What do we owe?' }),
  one('shared-domain', 'a domain that two share', { from: from('Ira', 'pair'), text: 'What do we owe?' }),
  one('two-numbers', 'numbers of two customers', { from: from('Nobody', 'far'), subject: '104233 and 300001' }),
  one('stranger', 'nobody known', { from: from('Nobody', 'elsewhere'), text: 'Who are you?' }),
  one('colleagues', 'colleagues alone', { from: 'Ben <ben@brightwater.example>', text: 'At noon?' }),
  one('own-mail', 'a mail of our own', {
    from: 'Ana <ana@brightwater.example>',
    to: `${KIM}, ${from('Lou', 'lapwing')}`,
    subject: 'Your account',
  }),
  one('own-mail-one', 'a mail of our own to one', {
    from: 'Ana <ana@brightwater.example>',
    to: KIM,
    subject: 'Invoice 104233',
  }),
  one('copied', 'the customer in copy', { from: from('Nobody', 'elsewhere'), cc: KIM, subject: 'Fw: statement' }),
  one('reply-to', 'answers asked for elsewhere', {
    from: from('Nobody', 'elsewhere'),
    replyTo: from('Lou', 'lapwing'),
    text: 'Please answer to Lou.',
  }),
  one('encoded', 'names and subject in encoded words', {
    from: '=?utf-8?Q?J=C3=BCrgen_Gro=C3=9F?= <grosz@lapwing.example>',
    subject: '=?utf-8?Q?Rechnung_300001_f=C3=BCr_M=C3=A4rz?=',
  }),
  one('linked-in-pane', 'linked by hand in the pane', { from: from('Uma', 'unknown-one'), text: 'Hello?' }),
  one('linked-in-cards', 'linked by hand in the cards', { from: from('Uri', 'unknown-two'), text: 'Hello?' }),
  one('not-in-pane', 'said in the pane not to be the customer’s', {
    from: from('Pat', 'not-in-pane'),
    text: 'A private word.',
  }),
  one('not-in-cards', 'said in the cards not to be the customer’s', {
    from: from('Pat', 'not-in-cards'),
    text: 'A private word.',
  }),
  one('merged', 'a customer who was merged', { from: from('Mia', 'merged'), subject: 'Invoice 310001' }),
];

const of = (id: string, shows: string, number: string): EqualThread =>
  one(id, shows, { from: from('Pat', id), subject: `Invoice ${number}` });

/** What stands on the card of the customer. */
const STANDING: readonly EqualThread[] = [
  of('dollars', 'another currency', '410001'),
  of('currencies', 'several currencies', '411001'),
  of('settled', 'nothing open', '412001'),
  of('many', 'more items than are shown', '413001'),
  of('silent', 'not to be contacted', '414001'),
  of('erp-dispute', 'a dispute that the ERP knows', '415001'),
  of('log-dispute', 'disputes of the log, one of them ended', '416001'),
  of('promise', 'a promise', '417001'),
  of('instalments', 'a promise in parts', '418001'),
  of('kept', 'a promise kept', '419001'),
  of('broken', 'a promise broken', '420001'),
  one('hostile', 'hostile names', {
    from: '"<b>Pat</b> \\"& Co\\"" <pat@hostile.example>',
    subject: 'Invoice 421001 <script>alert(1)</script>',
  }),
  of('over-limit', 'more owed than the limit', '422001'),
  of('in-limit', 'a limit in one of two currencies', '423001'),
  of('unapplied', 'money that is not applied', '424001'),
  of('late-payer', 'a habit of paying late', '425001'),
  of('planned', 'tasks', '426001'),
  of('long-log', 'much in the log', '427001'),
  of('german', 'a customer who is written to in German', '428001'),
  of('noticed', 'a notice that went out', '429001'),
];

export const EQUAL_THREADS: readonly EqualThread[] = [...KNOWN, ...STANDING];

/** Those whose customer no add-in can tell, so that a person is asked. */
export const NOBODYS: readonly string[] = [
  'other-number',
  'shared-contact',
  'shared-domain',
  'two-numbers',
  'stranger',
  'colleagues',
  'own-mail',
  'copied',
  'linked-in-pane',
  'linked-in-cards',
];

export function threadNamed(id: string): DemoThread {
  const found = EQUAL_THREADS.find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no thread ${id}.`);
  return found.thread;
}
