import { expect } from 'chai';
import { describe, it } from 'mocha';
import PostalMime from 'postal-mime';
import { useGmailWorld } from './gmail-world.ts';
import { type PanelDriver, typed } from './panel-driver.ts';

describe('the free parts of a template on a card', function () {
  this.timeout(120_000);
  const { world, case: a } = useGmailWorld();

  const preview = async (): Promise<PanelDriver> =>
    (await (await world.open()).press('Use a template')).press('Preview');
  const lastMail = async () => PostalMime.parse(world.parts.postOffice.outside.at(-1)?.mime ?? '');

  it('are fields between the approved words, below the gate’s verdict', async () => {
    const panel = await preview();
    expect(panel.fields).to.deep.equal(['attach', 'part_greeting', 'part_remark', 'contacts']);
    const [gate, body] = panel.card.sections;
    expect(gate?.widgets[0]?.textParagraph?.text).to.equal('Nothing stands against sending it.');
    const kinds = body?.widgets.map((widget) => Object.keys(widget)[0]);
    expect(kinds).to.deep.equal([
      'decoratedText',
      'decoratedText',
      'textParagraph',
      'textInput',
      'textParagraph',
      'textInput',
      'textParagraph',
    ]);
    const labels = panel.widgets.flatMap(({ textInput }) => textInput?.label ?? []);
    expect(labels).to.deep.equal(['Your words: greeting', 'Your words: remark']);
  });

  it('go out as they stand in the fields; what was not touched stays approved', async () => {
    const panel = await preview();
    await panel.press('Send in this thread', typed({ part_remark: 'I will call on Friday.\nAna' }));
    expect(panel.screen.notification).to.equal('Sent in this thread, and logged.');
    const { text = '' } = await lastMail();
    expect(text).to.contain('I will call on Friday.').and.to.contain('Dear Kestrel Ltd accounts payable team');
    expect(text).to.not.contain('please disregard');
    const { body } = await a().get(`/api/activities/${(await a().log())[0]?._id}/text`);
    expect(body.message.rewritten.map(({ name }: { name: string }) => name)).to.deep.equal(['remark']);
  });

  it('are left out where the field is empty', async () => {
    const panel = await preview();
    const sent = panel.pressing('Send in this thread', typed({ part_remark: [] }));
    await sent();
    const { text = '' } = await lastMail();
    expect(text).to.contain('Dear Kestrel').and.to.not.contain('please disregard');
  });

  it('are shown in the message before it is sent, with the ticks kept', async () => {
    const panel = await preview();
    await panel.press('Fill it with my words', typed({ part_remark: 'Until Friday, please.', attach: 'statement' }));
    const values = panel.widgets.flatMap(({ textInput }) => textInput?.value ?? []);
    expect(values[1]).to.equal('Until Friday, please.');
    const files = panel.widgets.flatMap(({ selectionInput }) => selectionInput?.items ?? []);
    expect(files.find(({ value }) => value === 'statement')?.selected).to.equal(true);
    expect(await a().log()).to.deep.equal([]);
  });

  it('are kept when the gate closed meanwhile', async () => {
    const panel = await preview();
    await a().post('/api/promises-to-pay', {
      customerId: a().customerId,
      itemIds: [],
      channel: 'phone',
      client: 'page',
      instalments: [{ amount: { minor: 200_000, currency: 'EUR' }, promisedFor: '2026-11-27' }],
    });
    await panel.press('Send in this thread', typed({ part_remark: 'Mine.' }));
    expect(panel.screen.notification).to.equal('Not sent');
    expect(panel.text).to.contain('Promised:');
    expect(panel.widgets.flatMap(({ textInput }) => textInput?.value ?? [])).to.include('Mine.');
  });

  it('lists the templates by stage and language, the suggested one first', async () => {
    const panel = await (await world.open()).press('Use a template');
    const headers = panel.card.sections.map(({ header }) => header);
    expect(headers.slice(0, 2)).to.deep.equal(['Suggested', 'First notice']);
    expect(panel.text)
      .to.match(/First notice \| First notice, in English/)
      .and.to.contain('in German');
  });
});
