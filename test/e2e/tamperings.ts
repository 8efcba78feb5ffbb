import { fc } from '@fast-check/vitest';
import { createOrganisation } from '../../src/sandbox/genesys/centre/staff.ts';

/** Stands for the id of a schedule that the impostor has no part in. */
export const SOMEBODY_ELSES = 'somebody else’s schedule';

/** What an impostor sends in the place of what the app or Slack had put there. */
export type Tampering =
  | { readonly way: 'command'; readonly command: string; readonly text: string; readonly override: Fields }
  | { readonly way: 'button'; readonly actionId: string; readonly value: string; readonly override: Fields };

type Fields = Readonly<Record<string, string | boolean | null | Readonly<Record<string, string>>>>;

const { people } = createOrganisation();
const person = fc.constantFrom(...people);
/** Written otherwise than they are, so that an answer that repeats them has told nothing. */
const name = fc.constantFrom(...people.map((each) => each.name.toLowerCase()).filter((each) => /^[a-z]/.test(each)));
const email = person.map((each) => each.email.toUpperCase());
const id = person.map((each) => each.id);
const slackId = fc.constantFrom('U0ANA', 'U0OMAR', 'U0CARMEN', 'U0IVAN', 'U0INGRID', 'U0GONE', 'U0FLOOR', 'USLACKBOT');
const place = fc.constantFrom('sales eu', 'care', 'tier 2', 'billing', 'billing eu', 'disbanded', '');
const oddity = fc.constantFrom(
  '__proto__',
  'constructor',
  'toString',
  'null',
  '*',
  '%',
  '\u0000',
  '\u202e',
  '<!channel>',
);

const liveTarget = fc.oneof(
  fc.constantFrom('me', 'my-team', 'a:', 'x:y', 'a:*'),
  id.map((of) => `a:${of}`),
  email.map((of) => `e:${of}`),
  name.map((of) => `n:${of}`),
  fc.tuple(fc.constantFrom('t', 'q', 'g', 'n', 'a'), fc.oneof(place, oddity)).map((of) => of.join(':')),
  fc.tuple(slackId, email).map(([user, of]) => `u:${user}:${of}`),
);
const liveValue = fc
  .record(
    {
      v: fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, fc.constantFrom(2, '1')),
      w: fc.array(liveTarget, { maxLength: 4 }),
      m: fc.oneof(fc.constantFrom([], ['voice'], ['everything']), fc.constant('voice')),
      s: fc.oneof(fc.constantFrom([], ['queued'], ['closed'], ['held', 'active']), fc.constant({})),
    },
    { requiredKeys: ['v', 'w'] },
  )
  .map((value) => JSON.stringify(value));

const statsTarget = fc.oneof(
  fc.record({ kind: fc.constantFrom('me', 'my-team', 'everyone') }),
  fc.record({ kind: fc.constant('agent'), agentId: fc.oneof(id, oddity) }),
  fc.record({ kind: fc.constant('email'), email, slackUserId: slackId }, { requiredKeys: ['kind', 'email'] }),
  fc.record({ kind: fc.constantFrom('team', 'queue', 'group', 'name'), name: fc.oneof(place, name, oddity) }),
);
const statsValue = fc
  .record(
    {
      v: fc.constant(1),
      who: fc.array(statsTarget, { maxLength: 3 }),
      period: fc.constantFrom('today', 'past 2 hours', 'yesterday', 'tomorrow', 'last 0 days'),
      by: fc.constantFrom('agent', 'queue', 'hour', 'division'),
      tz: fc.constantFrom('UTC', 'Europe/Madrid', '../../etc/passwd'),
    },
    { requiredKeys: ['v', 'period'] },
  )
  .map((value) => JSON.stringify(value));

const words = fc
  .array(
    fc.oneof(
      name.map((of) => `"${of}"`),
      email,
      slackId.map((of) => `<@${of}>`),
      fc.constantFrom('me', 'team', 'whoami', 'why', 'help', 'today', 'by agent', 'closed', 'queued', 'calls'),
      fc.tuple(fc.constantFrom('team', 'queue', 'group'), place).map(([kind, of]) => `${kind} "${of}"`),
      oddity,
    ),
    { maxLength: 4 },
  )
  .map((some) => some.join(' '));

/** A value of ours with a piece cut out, doubled or put in, or with a field more. */
const broken = fc.oneof(
  fc
    .tuple(fc.oneof(liveValue, statsValue), fc.nat(), fc.nat(12), fc.constantFrom('', '"', '}', ',', '\\', '\u0000'))
    .map(([value, at, length, put]) => {
      const start = at % (value.length + 1);
      return value.slice(0, start) + put + value.slice(start + length);
    }),
  fc
    .tuple(fc.oneof(liveValue, statsValue), fc.constantFrom('asker', 'policy', '__proto__'), slackId)
    .map(([value, field, of]) => value.replace('{', `{"${field}":"${of}",`)),
);

const liveAction = fc.constantFrom(
  'live_refresh',
  'live_pick:0',
  'live_share',
  'live_share_ask',
  'live_details',
  'live_details',
  'live_offline',
  'live_stats_today',
  'live_follow',
  'live_stop',
);
const statsAction = fc.constantFrom(
  'stats_ask',
  'stats_pick:1',
  'stats_previous',
  'stats_before',
  'stats_details',
  'stats_by:agent',
  'stats_refresh',
  'stats_share',
);
const summaryAction = fc.constantFrom(
  'summary_list',
  'summary_preview',
  'summary_ask:now',
  'summary_now',
  'summary_edit',
  'summary_resume',
  'summary_off',
);
const alertAction = fc.constantFrom(
  'alert_new',
  'alert_list',
  'alert_me',
  'alert_pick:0',
  'alert_ask:off',
  'alert_test',
  'alert_edit',
  'alert_pause',
  'alert_resume',
  'alert_off',
  'alert_take_over',
  'alert_taken',
  'alert_mute',
  'alert_live',
);
const otherAction = fc.oneof(
  fc.constantFrom('ask_live', 'ask_stats', 'stats_definitions', 'live_open', 'summary', '', 'x:y:z'),
  oddity,
);
const anyAction = fc
  .tuple(fc.oneof(liveAction, statsAction, otherAction), fc.constantFrom('', ':'), fc.oneof(id, oddity))
  .map((parts) => parts.join(''));

const team = fc.constantFrom('T0ACME', 'T0OTHER', 'T0NONE', 'E0ACME', '');
const channel = fc.constantFrom('C0FLOOR', 'C0LEADS', 'C0SECRET', 'C0NONE', 'D0OMAR', 'D0INGRID');

const formFields: fc.Arbitrary<Fields> = fc.record(
  {
    team_id: team,
    enterprise_id: team,
    user_name: fc.constantFrom('ingrid', 'omar'),
    channel_id: channel,
    is_enterprise_install: fc.constantFrom('true', 'false'),
  },
  { requiredKeys: [] },
);
const payloadFields: fc.Arbitrary<Fields> = fc.record(
  {
    team: fc.oneof(fc.constant(null), fc.record({ id: team })),
    enterprise: fc.oneof(fc.constant(null), fc.record({ id: team })),
    is_enterprise_install: fc.boolean(),
    channel: fc.record({ id: channel }),
    container: fc.record({ type: fc.constant('message'), message_ts: fc.constant('1.1'), channel_id: channel }),
    message: fc.record({ ts: fc.constant('1.1'), user: slackId }),
    view: fc.record({ callback_id: fc.constant('summary'), private_metadata: fc.oneof(liveValue, slackId) }),
  },
  { requiredKeys: [] },
);

const anyValue = fc.oneof(liveValue, statsValue, broken, words, oddity, fc.json(), fc.string());

export const tampering: fc.Arbitrary<Tampering> = fc.oneof(
  button(liveAction, fc.oneof(liveValue, liveValue, broken)),
  button(statsAction, fc.oneof(statsValue, statsValue, broken)),
  button(fc.constantFrom('ask_live', 'ask_stats'), words),
  button(fc.oneof(anyAction, otherAction), anyValue),
  button(summaryAction, fc.oneof(fc.constant(SOMEBODY_ELSES), oddity, words)),
  button(alertAction, fc.oneof(fc.constant(SOMEBODY_ELSES), liveValue, broken, oddity, words)),
  fc.record({
    way: fc.constant('command'),
    command: fc.constant('/agent-alert'),
    text: fc
      .tuple(
        fc.constantFrom('', 'test', 'on <#C0LEADS> when', 'off', 'hand over to <@U0ANA>'),
        words,
        fc.constantFrom('', 'acw &gt; 1s', 'waiting &gt; 1'),
      )
      .map((parts) => parts.join(' ')),
    override: formFields,
  }),
  fc.record({
    way: fc.constant('command'),
    command: fc.constantFrom('/agent-live', '/agent-stats'),
    text: words,
    override: formFields,
  }),
  fc.record({
    way: fc.constant('command'),
    command: fc.constant('/agent-summary'),
    text: fc
      .tuple(fc.constantFrom('preview', 'now', 'list', 'edit', 'hand over <#C0LEADS> to <@U0ANA>', 'on 08:30'), words)
      .map((parts) => parts.join(' ')),
    override: formFields,
  }),
);

function button(actionId: fc.Arbitrary<string>, value: fc.Arbitrary<string>): fc.Arbitrary<Tampering> {
  return fc.record({ way: fc.constant('button'), actionId, value, override: payloadFields });
}
