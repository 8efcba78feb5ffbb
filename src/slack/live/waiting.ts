import { formatSpan } from '../../domain/format.ts';
import { LONG_MS, longWaitMs } from '../../domain/live/attention.ts';
import { SPOKEN_MEDIA } from '../../domain/media.ts';
import type { BoardAnswer, QueueNow } from '../../reports/live/answer.ts';
import { type Line, lineOf, say } from '../kit/say.ts';
import { lasted, type Times } from './times.ts';
import { countOf, waits } from './words.ts';

const HOUR_MS = 3_600_000;

type Wait = NonNullable<QueueNow['waiting']>[number];

/** What waits in a queue, calls first: somebody is on the line. Then what most wait for. */
function waitsOf({ waiting = [] }: QueueNow): readonly Wait[] {
  return waiting
    .filter(({ count }) => count > 0)
    .toSorted(
      (one, other) =>
        Number(SPOKEN_MEDIA.has(other.media)) - Number(SPOKEN_MEDIA.has(one.media)) || other.count - one.count,
    );
}

/** The first words about a queue. @example '5 calls waiting, longest 4m 10s', 'nobody waiting' */
export function firstWait(queue: QueueNow, times: Times): Line | undefined {
  if (queue.waiting === undefined) return undefined;
  const [first] = waitsOf(queue);
  return first === undefined ? lineOf('nobody waiting') : waitWords(first, times);
}

/** What waits beside the one that has been told, if one has, and whether it need not. */
export function furtherWaits(
  queue: QueueNow,
  { counts, asOf }: BoardAnswer,
  times: Times,
  told: 0 | 1,
): readonly Line[] {
  const all = waitsOf(queue);
  const needless = all.find(
    ({ media, longestSince }) => longestSince !== undefined && asOf - longestSince > longWaitMs(media),
  );
  const free = counts.free === 1 ? '1 person is' : `${counts.free} people are`;
  return [
    ...all.slice(told).map((each) => waitWords(each, times)),
    ...(needless !== undefined && counts.free > 0
      ? [say`${waits(needless.media, needless.count)} although ${free} free: check skills and languages.`]
      : []),
  ];
}

function waitWords({ media, count, longestSince }: Wait, times: Times): Line {
  const longest = lasted(times, longestSince);
  const words = say`${countOf(media, count)} waiting`;
  if (longest === undefined) return words;
  return say`${words}, ${count === 1 ? '' : 'longest '}${longest}`;
}

/** What is meant by the words above. */
export const WAITING_MEANING = say`Waiting: nobody has it yet; longest: of the one that came first. “Wait although people are free” is said from ${formatSpan(LONG_MS.waiting, 0)} on (an e-mail: from ${LONG_MS['waiting-email'] / HOUR_MS}h).`;
