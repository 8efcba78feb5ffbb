import { afterEach, describe, expect, it } from 'vitest';
import type { Policy } from '../../src/domain/access.ts';
import { type Person, personNamed } from '../../src/sandbox/genesys/centre/organisation.ts';
import type { SlackMessage } from '../../src/sandbox/slack/workspace.ts';
import { landed, namedIn, wordsIn } from './disclosure.ts';
import { type House, openHouse } from './house.ts';

const MINUTE = 60_000;

let house: House;
afterEach(() => house.stop());

/** Omar, a supervisor in Madrid, who has just seen Zoë, of his team, and still has the answer with its buttons. */
async function afterLooking(policy: Policy): Promise<SlackMessage> {
  house = await openHouse({ env: { ACCESS_POLICY: policy } });
  const [answer] = await house.ask('U0OMAR', '/agent-live', '<@U0ZOE>');
  expect(answer?.text).toContain('Zoë');
  if (answer === undefined) throw new Error('no answer');
  return answer;
}

const genesysPerson = (name: string): Person => personNamed(house.genesys.organisation, name);

interface Change {
  readonly what: string;
  readonly policy: Policy;
  readonly withinMinutes: number;
  readonly happens: () => unknown;
  readonly says: RegExp;
}

const CHANGES: readonly Change[] = [
  {
    what: 'the asker is deactivated in Slack',
    policy: 'workspace',
    withinMinutes: 15,
    happens: () => house.slack.changePerson('U0OMAR', { kind: 'deactivated' }),
    says: /^Your Slack account is deactivated/,
  },
  {
    what: 'the asker becomes a guest',
    policy: 'workspace',
    withinMinutes: 15,
    happens: () => house.slack.changePerson('U0OMAR', { kind: 'guest' }),
    says: /^Guests of this workspace cannot ask/,
  },
  {
    what: 'the address of the asker is no longer confirmed',
    policy: 'genesys',
    withinMinutes: 15,
    happens: () => house.slack.changePerson('U0OMAR', { emailConfirmed: false }),
    says: /Slack has no confirmed email address of yours/,
  },
  {
    what: 'the asker is made inactive in Genesys',
    policy: 'genesys',
    withinMinutes: 15,
    happens: () => Object.assign(genesysPerson('Omar Haddad'), { state: 'inactive' }),
    says: /^No active Genesys Cloud user has your email address/,
  },
  {
    what: 'the asker, who manages people, is deleted in Genesys',
    policy: 'managers',
    withinMinutes: 15,
    happens: () => Object.assign(genesysPerson('Omar Haddad'), { state: 'deleted' }),
    says: /^No active Genesys Cloud user has your email address/,
  },
  {
    what: 'somebody else gets the address of the asker too',
    policy: 'genesys',
    withinMinutes: 15,
    happens: () => Object.assign(genesysPerson('Ola Away'), { email: 'omar.haddad@example.com' }),
    says: /^More than one active Genesys Cloud user has your email address/,
  },
  {
    what: 'the asker loses the role',
    policy: 'genesys',
    withinMinutes: 5,
    happens: () => Object.assign(genesysPerson('Omar Haddad'), { grants: [] }),
    says: /^Your Genesys Cloud roles do not show you|no longer in Genesys Cloud, or you may no longer see them/,
  },
  {
    what: 'the person asked about gets another manager',
    policy: 'managers',
    withinMinutes: 15,
    happens: () => Object.assign(genesysPerson('Zoë Müller-<&>'), { managerId: genesysPerson('Walter Brooks').id }),
    says: /is not among your people|no longer in Genesys Cloud, or you may no longer see them/,
  },
  {
    what: 'the person asked about moves to another division',
    policy: 'genesys',
    withinMinutes: 15,
    happens: () => Object.assign(genesysPerson('Zoë Müller-<&>'), { site: genesysPerson('Walter Brooks').site }),
    says: /^Your Genesys Cloud roles do not show you|no longer in Genesys Cloud, or you may no longer see them/,
  },
];

describe('what could be seen a moment ago cannot be seen any more', () => {
  it.each(CHANGES)('$withinMinutes minutes after $what, whichever way they ask', async (change) => {
    const { policy, withinMinutes, happens, says } = change;
    const answer = await afterLooking(policy);
    const zoe = genesysPerson('Zoë Müller-<&>');
    await house.press('U0OMAR', answer, 'live_stats_today');
    happens();
    house.clock.now += withinMinutes * MINUTE + 1;
    const ways = [
      () => house.slack.command({ user: 'U0OMAR', command: '/agent-live', text: '<@U0ZOE>' }),
      () => house.slack.command({ user: 'U0OMAR', command: '/agent-stats', text: 'today <@U0ZOE>' }),
      () => house.slack.click({ user: 'U0OMAR', message: answer, actionId: 'live_details' }),
      () => house.slack.click({ user: 'U0OMAR', message: answer, actionId: 'live_stats_today' }),
      () => house.slack.click({ user: 'U0OMAR', message: answer, actionId: 'live_follow' }),
      () => house.slack.click({ user: 'U0OMAR', message: answer, actionId: 'live_refresh' }),
    ];
    for (const way of ways) {
      const told = await landed(house, way);
      expect(told.map(({ text }) => text)).toEqual([expect.stringMatching(says)]);
      expect(namedIn(wordsIn(told), [zoe])).toEqual([]);
    }
  });
});
