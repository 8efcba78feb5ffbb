import { webApi } from '@slack/bolt';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { CardView } from '../../src/reports/follow/card.ts';
import { type Person, personNamed } from '../../src/sandbox/genesys/centre/organisation.ts';
import type { PresenceKey } from '../../src/sandbox/genesys/live/script.ts';
import { startSlack } from '../../src/sandbox/slack/slack.ts';
import { sentence } from '../../src/slack/kit/render.ts';
import { say } from '../../src/slack/kit/say.ts';
import { followMessage } from '../../src/slack/live/follow-card.ts';
import { createOutbox, type Posted } from '../../src/slack/outbox.ts';
import { VIEW } from '../slack/live/answers.ts';
import { openFollowCentre } from './follow-centre.ts';
import { MANIFEST } from './house.ts';

/** Follow live over the real client of Genesys and its socket: a line that keeps breaking, and as many cards as there may be. */

const MINUTE = 60_000;
const PRESENCES = ['meeting', 'break', 'meal', 'training', 'busy', 'away'] as const satisfies readonly PresenceKey[];

interface Edit {
  readonly card: string;
  readonly at: number;
  readonly view: CardView;
}

/** When the state began that a card shows: a change of ours, which began it. */
const stateOn = (view: CardView | undefined) => view?.answer.status.presence?.since;

describe('a card whose socket is killed 20 times', () => {
  /** Every fourth time Genesys cannot be reached for 20 seconds, so that nothing is pushed and nothing can be read. */
  async function killed20Times() {
    const edits: Edit[] = [];
    const centre = await openFollowCentre(async (card, view) => void edits.push({ card, at: centre.now(), view }));
    onTestFinished(() => centre.stop());
    const { genesys, pass, now } = centre;
    const ana = personNamed(genesys.organisation, 'Ana López');
    const changes = [centre.change(ana, 'available')];
    const looks: { readonly wrongFor: number; readonly view: CardView | undefined }[] = [];
    let kills = 0;
    const change = () => changes.push(centre.change(ana, PRESENCES[changes.length % PRESENCES.length] ?? 'away'));
    const watch = async (seconds: number) => {
      for (let second = 0; second < seconds; second += 1) {
        await pass(1000);
        const view = edits.at(-1)?.view;
        const missed = changes.find((at) => at > (stateOn(view) ?? 0));
        looks.push({ wrongFor: missed === undefined ? 0 : now() - missed, view });
      }
    };

    await centre.open('omar', ana);
    await pass(3000);
    for (let kill = 0; kill < 20; kill += 1) {
      const outage = kill % 4 === 3;
      if (outage) genesys.faults.next({ match: '/api/v2/', fault: { kind: 'status', status: 503 }, times: Infinity });
      kills += genesys.notifications.drop();
      change();
      await watch(outage ? 20 : 1);
      genesys.faults.clear();
      await watch(outage ? 40 : kill % 4 === 1 ? 20 : 4);
      change();
      // The next one comes while this one is being read.
      await pass(250);
      change();
      await watch(3);
    }
    return { ...centre, ana, change, edits, changes, looks, kills };
  }

  it('never shows a state older than it says, says so when it is wrong for more than 15 s, and ends right', async () => {
    const { edits, changes, looks, kills, change, pass, errors } = await killed20Times();
    expect(kills).toBe(20);
    expect(edits.length).toBeGreaterThan(40);
    for (const { view } of edits) {
      expect(stateOn(view)).toBeGreaterThanOrEqual(changes.findLast((at) => at < view.answer.asOf) ?? 0);
    }
    const wrong = looks.filter(({ wrongFor }) => wrongFor > 17_000);
    expect(wrong.length).toBeGreaterThan(5);
    for (const { view } of wrong) expect(view).toMatchObject({ kind: 'live', old: true });

    const last = change();
    await pass(10 * MINUTE);
    expect(edits.at(-1)?.view).toMatchObject({ kind: 'ended', why: 'time' });
    expect(stateOn(edits.at(-1)?.view)).toBe(changes[last - 1]);
    expect(errors).toEqual([]);
  });
});

describe('60 cards about 40 people', () => {
  const ASKERS = ['U0OMAR', 'U0ANA', 'U0GRACE', 'U0ZOE', 'U0CARMEN'] as const;

  async function crowd() {
    const posted = new Map<string, Posted>();
    const edit = async (card: string, view: CardView) => {
      const to = posted.get(card);
      if (to === undefined) throw new Error('an edit of a card that was never posted');
      await outbox.update(to, followMessage(view, VIEW));
    };
    const centre = await openFollowCentre(edit);
    const slack = await startSlack({ now: centre.now, manifestPath: MANIFEST });
    const client = new webApi.WebClient(slack.botToken, {
      slackApiUrl: slack.apiUrl,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
    });
    const outbox = createOutbox({
      client,
      onceClient: client,
      apiUrl: slack.apiUrl,
      now: centre.now,
      sleep: async () => {},
      onFallback: () => {},
    });
    const people = centre.genesys.organisation.people.filter(({ state }) => state === 'active').slice(0, 40);
    const now = new Map<Person, keyof typeof WORDS>();
    const change = (person: Person, is: keyof typeof WORDS) => {
      centre.change(person, is);
      now.set(person, is);
    };
    for (const person of people) change(person, 'available');
    const about = new Map<string, Person>();
    for (const [nth, person] of [...people, ...people.slice(0, 20)].entries()) {
      const [card, asker] = [`card ${nth}`, ASKERS[nth % ASKERS.length] ?? ''];
      posted.set(card, await outbox.direct(asker, sentence(say`About ${person.name}`)));
      await centre.open(card, person);
      about.set(card, person);
      if (asker === ASKERS.at(-1)) await centre.pass(1000);
    }
    /** What stands in Slack for a card. */
    const textOf = (card: string) => {
      const to = posted.get(card);
      return slack.messages().find(({ channel, ts }) => channel === to?.channel && ts === to.ts)?.text ?? '';
    };
    const stop = async () => {
      await Promise.all([centre.stop(), slack.stop()]);
    };
    return { ...centre, slack, people, change, now, about, textOf, stop };
  }

  /** Ten minutes in which somebody changes every three seconds, which is more than Slack lets be shown at once. */
  async function tenMinutes() {
    const all = await crowd();
    const { genesys, pass, people, change } = all;
    await pass(5000);
    const channels = genesys.notifications.channels().map(({ topics }) => topics.size);
    for (let second = 0; second < 540; second += 3) {
      const person = people[(second * 7) % people.length];
      if (person !== undefined) change(person, PRESENCES[second % PRESENCES.length] ?? 'away');
      await pass(3000);
    }
    await pass(3 * MINUTE);
    return { ...all, channels };
  }

  let told: Awaited<ReturnType<typeof tenMinutes>>;
  beforeAll(async () => {
    told = await tenMinutes();
  }, 30_000);
  afterAll(() => told.stop());

  it('are one channel, with one subscription for each topic', () => {
    expect(told.channels).toEqual([40 * 3]);
    const subscriptions = told.genesys.requests.filter(({ path }) => path.endsWith('/subscriptions'));
    expect(subscriptions.length).toBeLessThanOrEqual(2 * 40);
  });

  it('never take more edits than Slack allows, nor more requests than Genesys does', () => {
    const { slack, genesys } = told;
    const updates = slack.calls('chat.update');
    expect(updates.length).toBeGreaterThan(300);
    expect(updates.filter(({ error }) => error !== undefined)).toEqual([]);
    const most = updates.map(({ at }) => updates.filter((each) => each.at >= at && each.at < at + MINUTE).length);
    expect(Math.max(...most)).toBeLessThanOrEqual(50);
    expect(genesys.requests.filter(({ status }) => status === 429)).toEqual([]);
    expect(slack.violations).toEqual([]);
  });

  it('each end right', () => {
    for (const [card, person] of told.about) {
      expect(told.textOf(card)).toMatch(WORDS[told.now.get(person) ?? 'available']);
      expect(told.textOf(card)).toContain('The time of this card is over');
    }
    expect(told.errors).toEqual([]);
  });
});

const WORDS = {
  available: / has been available, but off queue since /,
  meeting: / has been in a meeting since /,
  break: / has been on a break since /,
  meal: / has been on a meal break since /,
  training: / has been in training since /,
  busy: / has been busy since /,
  away: / has been away since /,
} as const satisfies Record<'available' | (typeof PRESENCES)[number], RegExp>;
