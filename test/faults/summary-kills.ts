import { setTimeout as pause } from 'node:timers/promises';
import { type Crew, draft, FIRST_DUE, startCrew } from './summary-crew.ts';

const SECOND = 1000;

/** How many posts landed, and how many of them too often. */
export interface Tally {
  readonly posts: number;
  readonly missing: number;
  readonly duplicates: number;
  readonly missingDetails: number;
  /** Missing, and the owner was not told that it is in doubt. */
  readonly untold: number;
  /** Told to be in doubt, whether it is missing or not. */
  readonly inDoubt: number;
  /** How often a schedule was changed meanwhile. */
  readonly edits: number;
}

/**
 * Lets many schedules come due in the same minute, each in its own channel, and kills one process after another at
 * random moments while they post; each is replaced. Slack accepts some posts late, when their senders may be dead, and
 * their owners edit them meanwhile.
 */
export async function killDuringPosts(of: {
  readonly storeUrl: string;
  readonly processes: number;
  readonly kills: number;
  readonly posts: number;
  readonly manifestPath?: string;
}): Promise<Tally> {
  const channels = Array.from({ length: of.posts }, (_, i) => ({
    id: `C0FLOOR${i}`,
    name: `floor-${i}`,
    kind: 'public' as const,
    members: ['U0OMAR', 'U0FLOOR'],
  }));
  const drafts = channels.map(({ id }) => ({ ...draft, channel: id }));
  const crew = await startCrew({ ...of, size: of.processes, drafts, channels });
  const slowPosts = setInterval(() => {
    crew.slack.faults.clear();
    crew.slack.faults.next('chat.postMessage', { kind: 'delay', ms: 200 });
  }, 300);
  let edits = 0;
  const editing = setInterval(() => {
    edits += 1;
    void crew.edit(Math.floor(Math.random() * of.posts)).catch(() => {
      edits -= 1;
    });
  }, 50);
  try {
    crew.setClock(FIRST_DUE - 100);
    let left = of.kills;
    const lives = Array.from({ length: of.processes }, async (_, index) => {
      while (left > 0) {
        left -= 1;
        // Long enough to be in the middle of several posts.
        await pause(200 + Math.random() * 1000);
        await (await crew.replace(index)).started;
      }
    });
    await Promise.all(lives);
    // All have landed, or it took so long that they are missing.
    const patienceMs = 20 * SECOND + of.posts * SECOND;
    await crew.slack
      .until(() => (unsettledIn(crew, channels).length === 0 ? true : undefined), patienceMs)
      .catch(() => {});
    // A duplicate still has time to land.
    await pause(SECOND);
    const landed = [...crew.landed()];
    const runsWith = (part: string) => landed.filter(([name]) => name.endsWith(part)).length;
    return {
      posts: runsWith(' headline'),
      missing: of.posts - runsWith(' headline'),
      missingDetails: of.posts - runsWith(' details'),
      duplicates: landed.reduce((sum, [, count]) => sum + count - 1, 0),
      untold: unsettledIn(crew, channels).length,
      inDoubt: crew.inDoubt('headline').size + crew.inDoubt('details').size,
      edits,
    };
  } finally {
    clearInterval(editing);
    clearInterval(slowPosts);
    await crew.end();
  }
}

/** The channels that wait for a part of their post, of which nobody was told that it is in doubt. */
function unsettledIn(crew: Crew, channels: readonly { readonly id: string }[]): readonly string[] {
  const landed = crew.partsByChannel();
  const [headlines, details] = [crew.inDoubt('headline'), crew.inDoubt('details')];
  return channels.flatMap(({ id }) => {
    const parts = landed.get(id) ?? new Set();
    const settled = headlines.has(id) || (parts.has('headline') && (parts.has('details') || details.has(id)));
    return settled ? [] : [id];
  });
}
