import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Agent } from '../../src/domain/agent.ts';
import type { AgentStatus } from '../../src/domain/live/status.ts';
import { queueNamed } from '../../src/sandbox/genesys/centre/organisation.ts';
import { blockKitProblems } from '../../src/sandbox/slack/block-kit/problems.ts';
import type { SlackMessage } from '../../src/sandbox/slack/workspace.ts';
import { textAlone } from '../../src/slack/kit/render.ts';
import { liveMessage } from '../../src/slack/live/message.ts';
import { minutesAgo, session } from '../domain/live/people.ts';
import { idle, scene } from '../reports/live/sources.ts';
import { agent } from '../reports/small-centre.ts';
import { VIEW } from '../slack/live/answers.ts';
import { type House, openHouse } from './house.ts';

/**
 * What the answers look like with few people and with many: within what Slack takes, and whoever has no blocks (a
 * screen reader, a notification) reads the same.
 */

interface Shown {
  readonly text: string;
  readonly blocks: readonly unknown[];
}

/** What the sections of a message say, line by line, as Slack shows it to somebody in the asker's zone. */
function linesOf(blocks: Shown['blocks']): readonly string[] {
  const sections: { readonly type: string; readonly text?: { readonly text: string } }[] = JSON.parse(
    JSON.stringify(blocks),
  );
  return sections
    .filter(({ type }) => type === 'section')
    .flatMap(({ text }) => (text?.text ?? '').split('\n'))
    .map((line) => line.replaceAll(/<!date\^[^|]+\|([^>]+)>/g, '$1'));
}

function withoutStars(text: string): string {
  return text.replaceAll('*', '');
}

/** Lines of the blocks that the text does not have. */
function unspoken(message: Shown): readonly string[] {
  const spoken = withoutStars(message.text).split('\n');
  return linesOf(message.blocks)
    .map(withoutStars)
    .filter((line) => !spoken.includes(line));
}

describe('asked in a contact centre', () => {
  describe('of the usual size', () => {
    let house: House;
    beforeAll(async () => {
      house = await openHouse();
    });
    afterAll(() => house.stop());

    it.each([
      ['one person', '<@U0ANA>', /^Ana López (has|is) .+\n/],
      ['three people', '<@U0ANA> <@U0OMAR> <@U0GRACE>', /^Ana López, Omar Haddad and Grace .+: .+ · nobody on queue\n/],
      ['a team', 'team "Sales EU"', /^Team Sales EU: .+ · (\d+ free|nobody free|nobody on queue)\n/],
      ['a queue', 'queue "Billing EU"', /^Billing EU: (nobody waiting|\d+ .+ waiting.+) · .+\n/],
      ['nobody who fits', 'queue "Billing EU" video held', /^Billing EU: nobody of 12 is on hold \(video\)\n/],
    ])('about %s, the text says all that the blocks say', async (_, asked, answers) => {
      const message = await only(house, asked);
      expect(message.text).toMatch(answers);
      expect(blockKitProblems(message)).toEqual([]);
      expect(unspoken(message)).toEqual([]);
    });
  });

  it.each([
    [300, 50, 0.2, /^Billing EU: .+ · .+\n/],
    // So large a centre is worked out soon only when it is quiet.
    [3000, 500, 0.01, /^Billing EU: .+ · .+\n(.+\n)*\d+ of 500 on queue · .*3 not responding\n/],
  ])(
    'of %i people about a queue of %i, the text says who needs attention and how many do what',
    async (agents, size, load, head) => {
      const house = await openHouse({ genesys: { agents, load } });
      const queue = queueNamed(house.genesys.organisation, 'Billing EU');
      const members = house.genesys.organisation.people.filter(({ queueIds }) => queueIds.includes(queue.id));
      expect(members).toHaveLength(size);
      const last = members.toSorted((one, other) => other.name.localeCompare(one.name, 'en')).slice(0, 3);
      for (const { id } of last)
        house.genesys.live.put(id, { routing: { is: 'NOT_RESPONDING', since: house.clock.now } });

      const message = await only(house, 'queue "Billing EU"');
      await house.stop();
      expect(message.text).toMatch(head);
      expect(message.text.match(/ has not responded for 0s/g)).toHaveLength(3);
      expect(message.text.length).toBeLessThanOrEqual(1500);
      expect(blockKitProblems(message)).toEqual([]);
      expect(unspoken(message).filter((line) => !/^(Busy|Free|Away|Offline)/.test(line))).toEqual([]);
    },
  );
});

describe.each([
  ['everyday names', (nth: number) => `Person ${nth}`],
  ['names of 300 letters', (nth: number) => `${nth} ${'Ñandú'.repeat(60)}`],
  ['names that would ping', (nth: number) => `${nth} <!channel> & <@U1>`],
  ['names from right to left', (nth: number) => `${nth} ${'حداد '.repeat(60)}`],
])('with %s', (_, nameOf) => {
  it('of a team of nobody says so', async () => {
    const message = liveMessage(await askAbout([]), VIEW);
    expect(blockKitProblems(message)).toEqual([]);
    expect(message.text).toMatch(/^There is nobody in the team Sales/);
  });

  it.each([1, 3, 50, 500])('of a team of %i people each is named or counted, seen and heard', async (size) => {
    const people = Array.from({ length: size }, (_each, nth) => ({ ...agent(nameOf(nth)), id: `a-${nth}` }));
    const message = liveMessage(await askAbout(people), VIEW);
    expect(blockKitProblems(message)).toEqual([]);
    expect(message.text.length).toBeLessThanOrEqual(1500);
    expect(message.text.includes('Shown are 50 of 500')).toBe(size === 500);
    for (const told of [linesOf(message.blocks).join('\n'), message.text, textAlone(message).text]) {
      expect(namedOrCounted(told)).toBe(Math.min(size, 50));
    }
  });
});

/** Omar asks about a team of these people, half of whom hold a call and half of whom are at lunch. */
async function askAbout(people: readonly Agent[]) {
  const statusOf = (id: string): AgentStatus =>
    Number(id.slice(2)) % 2 === 0
      ? { ...idle(id), sessions: [session(`c-${id}`, { state: 'held', stateSince: minutesAgo(1) })] }
      : { ...idle(id), presence: { system: 'meal', since: minutesAgo(30) }, routing: { status: 'off-queue' } };
  const { ask } = scene({
    directory: { members: async () => people },
    live: {
      agentStatuses: async (filter, only) => {
        const ids = filter.kind === 'agents' ? filter.agentIds : people.map(({ id }) => id);
        return only === undefined ? ids.slice(0, 50).map(statusOf) : [];
      },
      statusCounts: async () => [{ routing: 'INTERACTING', count: people.length }],
    },
  });
  return ask({ who: [{ kind: 'team', name: 'Sales' }] });
}

async function only(house: House, asked: string): Promise<SlackMessage> {
  const [message, ...others] = await house.ask('U0GRACE', '/agent-live', asked);
  if (message === undefined || others.length > 0) throw new Error('expected one answer');
  return message;
}

/** How many people a board tells of: each holds a call or is at lunch. */
function namedOrCounted(told: string): number {
  const named = told.match(/, (on hold 1m 0s|on a meal break 30m)/g)?.length ?? 0;
  const counted = [...told.matchAll(/(\d+) more$/gm)].reduce((sum, [, more]) => sum + Number(more), 0);
  return named + counted;
}
