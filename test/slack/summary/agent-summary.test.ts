/** `/agent-summary` as people use it: made, listed, changed, handed over, previewed and posted, by those who may. */
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Asker } from '../../../src/domain/asker.ts';
import type { Posting } from '../../../src/domain/posting.ts';
import { SourceError } from '../../../src/reports/ports.ts';
import { blockKitProblems, viewProblems } from '../../../src/sandbox/slack/block-kit/problems.ts';
import type { Asked, Outcome } from '../../../src/slack/feature.ts';
import { type Form, renderForm } from '../../../src/slack/kit/form.ts';
import type { Message } from '../../../src/slack/kit/message.ts';
import { helpMessage } from '../../../src/slack/kit/usage.ts';
import type { Audience } from '../../../src/slack/people/audience.ts';
import { createSummaryFeature } from '../../../src/slack/summary/agent-summary.ts';
import { openStore } from '../../../src/store/store.ts';
import { createPrepare, type DailySummary } from '../../../src/summaries/daily-summary.ts';
import { createSchedules } from '../../../src/summaries/kept-schedules.ts';
import { createOutOfTurn } from '../../../src/summaries/out-of-turn.ts';
import type { Run } from '../../../src/summaries/run.ts';
import { report } from '../stats/report.ts';
import { quiet, summaryOf } from './runs.ts';

const NOW = Date.UTC(2026, 10, 23, 9);

const person = (slackUserId: string, kind: Asker['kind'] = 'member'): Asker => ({
  slackUserId,
  slackTeamId: 'T0ACME',
  kind,
  name: slackUserId,
  timeZone: 'Europe/Madrid',
  weekStart: 1,
});
const kinds: Readonly<Record<string, Asker['kind']>> = { U0GUEST: 'guest' };

interface Setting {
  readonly summary: DailySummary | SourceError | (() => DailySummary);
  readonly audience: Audience;
  readonly posting: Posting;
}

async function open(changes: Partial<Setting> = {}) {
  const setting: Setting = {
    summary: await summaryOf(report()),
    audience: 'members-only',
    posting: { kind: 'posted', ts: '1.1' },
    ...changes,
  };
  let at = NOW;
  const log = { info() {}, warn() {}, error() {} };
  const store = await openStore({ url: 'sqlite::memory:', now: () => at, log });
  onTestFinished(() => store.close());
  const schedules = createSchedules({ shelf: store.namespace('schedules'), now: () => at++, random: Math.random, log });
  const prepared: { readonly named: boolean; readonly owner: string }[] = [];
  const posted: Run[] = [];
  const directs: { readonly to: string; readonly message: Message }[] = [];
  const forms: Form[] = [];
  const told: Message[] = [];
  let pokes = 0;
  let failure: SourceError | undefined;
  const people = {
    asker: async ({ userId }: { readonly userId: string }) => person(userId, kinds[userId]),
    emailOf: async (slackUserId: string) => ({ kind: 'email', email: `${slackUserId}@example.com` }) as const,
  };
  const audited: string[] = [];
  const feature = createSummaryFeature({
    help: (usage) => helpMessage(usage, []),
    audited: ({ slackUserId }, what, { id }) => void audited.push(`${slackUserId} ${what} ${id}`),
    schedules,
    outOfTurn: createOutOfTurn({
      prepare: createPrepare({
        summaries: {
          prepare: async ({ named, owner }) => {
            prepared.push({ named, owner: owner.slackUserId });
            if (failure !== undefined) throw failure;
            const { summary } = setting;
            if (summary instanceof SourceError) throw summary;
            return typeof summary === 'function' ? summary() : summary;
          },
        },
        askerOf: people.asker,
        mayName: async () => setting.audience === 'members-only',
      }),
      poster: {
        headline: async (run) => {
          posted.push(run);
          return setting.posting;
        },
        details: async () => setting.posting,
      },
      now: () => at,
    }),
    lastRunOf: async ({ state }) =>
      state === 'active' ? { day: Date.UTC(2026, 10, 20), outcome: 'posted' } : undefined,
    people,
    names: { in: async () => [], near: async () => [] },
    audience: async () => setting.audience,
    outbox: {
      direct: async (to, message) => {
        directs.push({ to, message });
        return { channel: to, ts: '1.2' };
      },
    },
    posting: async () => ({ kind: 'may-post', readable: true }),
    openView: async (_, form) => {
      expect(viewProblems(renderForm(form))).toEqual([]);
      forms.push(form);
    },
    admins: ['U0ADMIN'],
    onChange: () => {
      pokes += 1;
    },
    now: () => at,
  });
  const askedBy = (user: string): Asked => ({
    asker: person(user, kinds[user]),
    channelId: 'C0HERE',
    sharing: 'channel',
    reference: 'ref1',
    triggerId: 'trigger',
    tell: async (message) => void told.push(message),
    share: () => Promise.reject(new Error('shares nothing')),
    once: (work) => work(),
  });
  const checked = (outcome: Outcome): Outcome => {
    expect(outcome.message === undefined ? [] : blockKitProblems(outcome.message)).toEqual([]);
    return outcome;
  };
  return {
    schedules,
    prepared,
    posted,
    directs,
    audited,
    forms,
    told,
    pokes: () => pokes,
    fail: (error: SourceError) => {
      failure = error;
    },
    type: async (text: string, user = 'U0OMAR') =>
      checked((await feature.commands?.[0]?.answer({ ...askedBy(user), text })) ?? { outcome: 'no command' }),
    press: async (action: string, value: string, user = 'U0OMAR') =>
      checked(
        (await feature.actions?.[action]?.({ ...askedBy(user), value, suffix: value, messageTs: '1.0' })) ?? {
          outcome: 'no action',
        },
      ),
    fillIn: async (values: Readonly<Record<string, string>>, id = '', user = 'U0OMAR') => {
      const view = feature.views?.['summary_form'];
      const errors = view?.check({ values, privateMetadata: id }) ?? { form: 'missing' };
      if (Object.keys(errors).length > 0) return errors;
      return view?.submit({ ...askedBy(user), values, privateMetadata: id });
    },
  };
}

const ON = 'on <#C0FLOOR|floor> 08:30 weekdays queue Billing';

describe('a schedule', () => {
  test('is made with words, and its owner learns when the first post comes', async () => {
    const { type, schedules, pokes } = await open();
    const { outcome, message } = await type(ON);
    expect(outcome).toBe('scheduled');
    expect(message?.text).toBe(
      'Scheduled.\n<#C0FLOOR> · weekdays at 08:30 Europe/Madrid · queue Billing\nOwner <@U0OMAR> · next Tue 24 Nov, 08:30 CET',
    );
    expect(pokes()).toBe(1);
    expect(await schedules.all()).toMatchObject([{ channel: 'C0FLOOR', owner: { slackUserId: 'U0OMAR' } }]);
  });

  test('never replaces another one of the same channel', async () => {
    const { type, schedules } = await open();
    await type(ON);
    await type('on <#C0FLOOR> 17:00 team');
    expect(await schedules.all()).toHaveLength(2);
  });

  test('that its owner could see nothing in is not made', async () => {
    const refused: DailySummary = {
      kind: 'refused',
      answer: { kind: 'who-problem', problem: { kind: 'no-such-place', place: 'queue', words: 'Billing' } },
    };
    const { type, schedules } = await open({ summary: refused });
    const { outcome, message } = await type(ON);
    expect(outcome).toBe('summary-refused');
    expect(message?.text).toContain('There is no queue called “Billing”');
    expect(await schedules.all()).toEqual([]);
  });

  test.each([
    ['others-too', /Guests or people of other organisations read this channel/],
    ['unknown', /I cannot read who is in this channel/],
  ] as const)('for a channel with readers %s says that it will name nobody', async (audience, note) => {
    const { type, prepared } = await open({ audience });
    expect((await type(ON)).message?.text).toMatch(note);
    expect((await type(`${ON} names:always`)).message?.text).not.toMatch(note);
    expect(prepared.map(({ named }) => named)).toEqual([false, true]);
  });

  test('is paused, resumed and deleted by its channel', async () => {
    const { type, schedules } = await open();
    await type(ON);
    expect((await type('pause <#C0FLOOR>')).outcome).toBe('paused');
    expect(await schedules.all()).toMatchObject([{ state: 'paused' }]);
    expect((await type('resume <#C0FLOOR>')).outcome).toBe('resumed');
    expect((await type('off <#C0FLOOR>')).outcome).toBe('deleted');
    expect(await schedules.all()).toEqual([]);
  });

  test('is handed over, and rests until its new owner, who is told, agrees to show what they see', async () => {
    const { type, schedules, directs } = await open();
    await type(ON);
    expect((await type('hand over <#C0FLOOR> to <@U0GRACE>')).outcome).toBe('handed-over');
    expect(await schedules.all()).toMatchObject([{ owner: { slackUserId: 'U0GRACE' }, state: 'paused' }]);
    expect(directs.at(-1)).toMatchObject({ to: 'U0GRACE', message: { text: expect.stringContaining('It is paused') } });
    expect((await type('resume <#C0FLOOR>')).outcome).toBe('no-such-schedule');
    expect((await type('off <#C0FLOOR>')).outcome).toBe('no-such-schedule');
  });

  test('shows its new owner, before they agree, what it will say with what they may see', async () => {
    const { type, press, directs, prepared, schedules } = await open();
    await type(ON);
    await type('hand over <#C0FLOOR> to <@U0GRACE>');
    expect(prepared.at(-1)).toMatchObject({ owner: 'U0GRACE' });
    const [why, headline, details, agree] = directs.map(({ message }) => message);
    expect(directs.map(({ to }) => to)).toEqual(Array(4).fill('U0GRACE'));
    expect(why?.text).toBe(
      '<@U0OMAR> handed this daily summary over to you. It is paused. With what you may see it would post this in <#C0FLOOR>:',
    );
    expect(headline?.text).toMatch(/Billing.* · 20–22 Nov:/);
    expect(details?.text).toMatch(/^By /);
    expect(agree?.blocks.at(-1)).toMatchObject({ elements: [{ action_id: 'summary_resume' }] });
    const [given] = await schedules.all();
    expect((await press('summary_resume', given?.id ?? '', 'U0GRACE')).outcome).toBe('resumed');
  });

  test('tells its new owner when they could see nothing in it', async () => {
    const problem = { kind: 'no-such-place', place: 'queue', words: 'Billing' } as const;
    const summaries: DailySummary[] = [
      await summaryOf(report()),
      { kind: 'refused', answer: { kind: 'who-problem', problem } },
    ];
    const { type, directs } = await open({ summary: () => summaries.shift() ?? quiet });
    await type(ON);
    await type('hand over <#C0FLOOR> to <@U0GRACE>');
    expect(directs.map(({ message }) => message.text)).toEqual([
      expect.stringMatching(/could not post anything for you: There is no queue called “Billing”/),
    ]);
  });

  test('stays with its owner when Genesys Cloud cannot tell what it would say', async () => {
    const { type, schedules, directs, fail } = await open();
    await type(ON);
    fail(new SourceError({ kind: 'timeout', endpoint: 'conversation-aggregates' }));
    await expect(type('hand over <#C0FLOOR> to <@U0GRACE>')).rejects.toThrow('timeout');
    expect(await schedules.all()).toMatchObject([{ owner: { slackUserId: 'U0OMAR' }, state: 'active' }]);
    expect(directs).toEqual([]);
  });

  test.each([
    ['pause <#C0FLOOR>', 'paused'],
    ['off <#C0FLOOR>', 'deleted'],
    ['hand over <#C0FLOOR> to <@U0GRACE>', 'handed over to <@U0GRACE>'],
  ])('tells its owner when who administers the app does “%s”', async (words, what) => {
    const { type, directs, audited } = await open();
    await type(ON);
    await type(words, 'U0ADMIN');
    expect(audited).toEqual([expect.stringMatching(/^U0ADMIN \/agent-summary \w/)]);
    expect(directs.filter(({ to }) => to === 'U0OMAR').map(({ message }) => message.text)).toEqual([
      `<@U0ADMIN>, who administers this app, ${what} your daily summary of queue Billing for <#C0FLOOR>, weekdays at 08:30 Europe/Madrid.`,
    ]);
  });

  test('is not handed over to a guest', async () => {
    const { type } = await open();
    await type(ON);
    expect((await type('hand over <#C0FLOOR> to <@U0GUEST>')).outcome).toBe('not-a-member');
  });

  test('of the configuration is only looked at', async () => {
    const { type, press, schedules } = await open();
    await type(ON);
    const [made] = await schedules.all();
    if (made === undefined) throw new Error('nothing was made');
    await schedules.configure({ ...made, owner: made.owner });
    for (const verb of ['pause', 'edit', 'off'])
      expect((await press(`summary_${verb}`, 'configuration')).outcome).toBe('configured');
    expect((await press('summary_preview', 'configuration')).outcome).toBe('previewed');
  });
});

describe('the list', () => {
  test('shows owner, scope, last and next run and state, with buttons', async () => {
    const { type, press } = await open();
    await type(ON);
    await type('on <#C0LEADS> 17:00 every day team quiet:skip');
    const first = await type('list');
    expect(first.message?.text.split('\n')).toEqual([
      'Daily summaries',
      '<#C0FLOOR> · weekdays at 08:30 Europe/Madrid · queue Billing',
      'Owner <@U0OMAR> · next Tue 24 Nov, 08:30 CET · last Fri 20 Nov 2026: posted',
      '<#C0LEADS> · every day at 17:00 Europe/Madrid · your team',
      'Owner <@U0OMAR> · next Mon 23 Nov, 17:00 CET · last Fri 20 Nov 2026: posted · silent without conversations',
    ]);
    expect((await press('summary_list', 'list')).message).toEqual(first.message);
  });

  test('of somebody without any says how to make one', async () => {
    expect((await (await open()).type('list')).message?.text).toContain('Make one: `/agent-summary on #floor');
  });

  test('of 30 keeps within the limits of Slack', async () => {
    const { type } = await open();
    for (let minute = 10; minute < 40; minute++) await type(ON.replace('08:30', `08:${minute}`));
    expect((await type('list')).message?.text).toContain('+10 more');
  });

  test('of the same twice has it once', async () => {
    const { type, schedules } = await open();
    await type(ON);
    expect(await type(ON)).toMatchObject({
      outcome: 'already-scheduled',
      message: { text: expect.stringMatching(/^This summary exists already\./) },
    });
    expect(await schedules.all()).toHaveLength(1);
  });

  test('is what several that fit are answered with', async () => {
    const { type, schedules } = await open();
    await type(ON);
    await type(ON.replace('08:30', '17:00'));
    expect((await type('off <#C0FLOOR>')).outcome).toBe('several-schedules');
    expect(await schedules.all()).toHaveLength(2);
  });
});

describe('others', () => {
  test.each(['pause', 'resume', 'edit', 'off', 'preview', 'now'])(
    'cannot press %s on a schedule that is not theirs, and are not told that it exists',
    async (verb) => {
      const { type, press, schedules, posted, forms } = await open();
      await type(ON);
      const [made] = await schedules.all();
      const foreign = await press(`summary_${verb}`, made?.id ?? '', 'U0GRACE');
      expect(foreign).toEqual(await press(`summary_${verb}`, 'nosuchschedule', 'U0GRACE'));
      expect(foreign.outcome).toBe('no-such-schedule');
      expect(await schedules.all()).toEqual([made]);
      expect([posted, forms]).toEqual([[], []]);
    },
  );

  test('cannot change one through a form that carries its id', async () => {
    const { type, fillIn, schedules } = await open();
    await type(ON);
    const [made] = await schedules.all();
    expect(await fillIn(filled, made?.id, 'U0GRACE')).toMatchObject({ outcome: 'no-such-schedule' });
    expect(await schedules.all()).toEqual([made]);
  });

  test.each(['preview', 'now', 'edit', 'resume'])(
    'who administer the app do not look through its owner’s eyes: %s',
    async (verb) => {
      const { type, press, schedules, posted, told, forms } = await open();
      await type(ON);
      const [made] = await schedules.all();
      expect((await type(`${verb} <#C0FLOOR>`, 'U0ADMIN')).outcome).toBe('not-the-owner');
      expect((await press(`summary_${verb}`, made?.id ?? '', 'U0ADMIN')).message?.text).toContain('<@U0OMAR>');
      expect([posted, told, forms]).toEqual([[], [], []]);
    },
  );

  test('who administer the app may list and delete everybody’s', async () => {
    const { type, schedules } = await open();
    await type(ON);
    expect((await type('list', 'U0ADMIN')).message?.text).toContain('Owner <@U0OMAR>');
    expect((await type('off <#C0FLOOR>', 'U0ADMIN')).outcome).toBe('deleted');
    expect(await schedules.all()).toEqual([]);
  });
});

const filled = {
  channel: 'C0FLOOR',
  time: '08:30',
  days: '1,2,3',
  zone: 'Europe/Madrid',
  scope: 'queue "Billing EU"',
  quiet: 'skip',
  names: 'members-only',
};

describe('the form', () => {
  test('opens when words are missing, and begins with those that were typed', async () => {
    const { type, forms, fillIn, schedules } = await open();
    expect((await type('on 09:15 queue "Billing EU"')).outcome).toBe('form');
    const text = JSON.stringify(forms.map(renderForm));
    for (const start of [
      '"initial_time":"09:15"',
      '"initial_value":"Europe/Madrid"',
      String.raw`queue \"Billing EU\"`,
    ]) {
      expect(text).toContain(start);
    }
    expect(await fillIn(filled)).toMatchObject({ outcome: 'scheduled' });
    expect(await schedules.all()).toMatchObject([
      { time: '08:30', days: [1, 2, 3], who: [{ kind: 'queue', name: 'Billing EU' }], quietDays: 'skip' },
    ]);
  });

  test('changes a schedule for its owner, and for no administrator', async () => {
    const { type, press, forms, fillIn, schedules } = await open();
    await type(ON);
    const [made] = await schedules.all();
    await press('summary_edit', made?.id ?? '');
    expect(forms[0]?.about).toBe(made?.id);
    expect(await fillIn(filled, made?.id, 'U0ADMIN')).toMatchObject({ outcome: 'not-the-owner' });
    expect(await fillIn(filled, made?.id)).toMatchObject({ outcome: 'changed' });
    expect(await schedules.all()).toMatchObject([{ id: made?.id, days: [1, 2, 3], owner: { slackUserId: 'U0OMAR' } }]);
  });

  test.each([
    ['channel', { channel: '' }],
    ['time', { time: '' }],
    ['days', { days: '' }],
    ['zone', { zone: 'Atlantis' }],
    ['scope', { scope: 'queeue Billing' }],
    ['scope', { scope: 'queue Billing 08:30' }],
    ['scope', { scope: '@ana' }],
  ])('says at the field %s what is wrong with it', async (field, wrong) => {
    const { fillIn } = await open();
    expect(Object.keys((await fillIn({ ...filled, ...wrong })) ?? {})).toEqual([field]);
  });
});

describe('a preview', () => {
  test('shows the asker what would be posted, and nobody else', async () => {
    const { type, told, posted } = await open();
    await type(ON);
    const { outcome, message } = await type('preview');
    expect(outcome).toBe('previewed');
    expect(told[0]?.text).toMatch(/^Billing.* · 20–22 Nov: 120 handled\n/);
    expect(message?.text).toMatch(/^By day\n/);
    expect(posted).toEqual([]);
  });

  test('needs no schedule', async () => {
    const { type, told } = await open();
    expect((await type('preview queue Billing every day')).outcome).toBe('previewed');
    expect(told[0]?.text).toContain('Sunday 22 Nov:');
  });

  test('of quiet days is one message', async () => {
    const { type, told } = await open({ summary: quiet });
    expect((await type('preview team')).message?.text).toContain('no conversations.');
    expect(told).toEqual([]);
  });

  test('fails as every question does when Genesys Cloud does not answer', async () => {
    const { type } = await open({ summary: new SourceError({ kind: 'timeout', endpoint: 'conversation-aggregates' }) });
    await expect(type('preview team')).rejects.toThrow('conversation-aggregates: timeout');
  });
});

describe('now', () => {
  test('posts at once, beside what is due', async () => {
    const { type, posted } = await open();
    await type(ON);
    expect((await type('now')).message?.text).toBe('Posted in <#C0FLOOR>.');
    expect(posted.map(({ name }) => name)).toEqual([expect.stringMatching(/\/2026-11-23\/ref1$/)]);
  });

  test.each<[Posting, string]>([
    [{ kind: 'refused', why: 'channel-archived' }, 'the channel is archived'],
    [{ kind: 'later', afterMs: 1000 }, 'Try again in a minute'],
    [{ kind: 'unknown' }, 'Look into the channel before you try again'],
  ])('says what to do when it could not: %j', async (posting, sentence) => {
    const { type } = await open({ posting });
    await type(ON);
    expect((await type('now')).message?.text).toContain(sentence);
  });
});

describe('words that are not understood', () => {
  test.each([
    ['lst', /Did you mean `\/agent-summary list`/],
    ['on <#C1> 25:30', /is no time of day/],
    ['on <#C1> 08:30 tz:Atlantis', /is no time zone that I know/],
    ['on <#C1> 08:30 last week', /has no place in a daily summary/],
    ['on <#C1> 08:30 @ana', /Pick the person from the @ menu/],
    ['on <#C1> 08:30 queue', /Which queue\?/],
    ['on <#C1> 08:30 <!channel>', /A whole channel cannot be summarised/],
    ['hand over', /to whom\?/],
    ['x'.repeat(3000), /at most 2000/],
    ['help', /every day at its local time/],
    ['', /every day at its local time/],
  ])('%j get a sentence with an example', async (text, sentence) => {
    expect((await (await open()).type(text)).message?.text).toMatch(sentence);
  });
});
