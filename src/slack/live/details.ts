import { formatQuantity, formatSpan } from '../../domain/format.ts';
import { LONG_MS } from '../../domain/live/attention.ts';
import type { BoardAnswer, EndedAnswer, PersonAnswer } from '../../reports/live/answer.ts';
import { aboutWords } from '../kit/about.ts';
import type { Card } from '../kit/card.ts';
import { detailsCard } from '../kit/details.ts';
import { join, type Line, moment, name, say } from '../kit/say.ts';
import { boardCard } from './board.ts';
import { rowFacts } from './board-row.ts';
import { closedCard } from './closed.ts';
import { personCard, personFacts } from './person.ts';
import { at, type LiveView, timesOf } from './times.ts';
import { WAITING_MEANING } from './waiting.ts';
import { boardFilterWords, filterWords } from './words.ts';

/** What is one press away from an answer: all of it as text, what its words mean, and which API said so. */
export function liveDetails(answer: PersonAnswer | BoardAnswer | EndedAnswer, view: LiveView): Card {
  const times = timesOf(answer, view);
  switch (answer.kind) {
    case 'person': {
      const { head, notes } = personCard(answer, view);
      return detailsCard({
        about: name(answer.status.agent.name),
        answer: { head, notes },
        more: personFacts(answer, times),
        meanings: PERSON_MEANINGS,
        source: [say`${personApis(answer)}, ${readWhen(answer, view)}.`, asked(answer)],
      });
    }
    case 'board': {
      const { head, notes } = boardCard(answer, view);
      return detailsCard({
        about: name(answer.queue?.name ?? aboutWords(answer.about)),
        answer: { head, notes },
        more: answer.rows.map((row) => rowFacts(row, times)),
        meanings: [...BOARD_MEANINGS, ...(answer.queue?.waiting === undefined ? [] : [WAITING_MEANING])],
        source: [
          say`Genesys Cloud: agent status query${answer.queue?.waiting === undefined ? '' : ', queue observations (oWaiting, oLongestWaiting)'}, ${readWhen(answer, view)}.`,
          asked(answer),
        ],
      });
    }
    case 'ended':
      return detailsCard({
        about: say`${name(answer.agent.name)}, closed`,
        answer: closedCard(answer, view),
        meanings: [say`Lasted: from the beginning of the conversation to its end, time in queues included.`],
        source: [
          say`Genesys Cloud Analytics (conversation details query), ${at(times, answer.within.start)} to ${at(times, answer.within.end)}, ${readWhen(answer, view)}. Analytics may not have the last minutes yet.`,
          asked(answer),
        ],
      });
    default:
      return answer satisfies never;
  }
}

const PERSON_MEANINGS: readonly Line[] = [
  say`On queue and free: the next conversation of a queue may come to them.`,
  say`Not responding: they did not take what was offered, and nothing new reaches them until they are back on queue.`,
  say`After-call work: the conversation is over and its wrap-up is not.`,
];

const BOARD_MEANINGS: readonly Line[] = [
  say`Needs attention: not responding; in after-call work for more than ${formatSpan(LONG_MS['after-call-work'], 0)}, or among the longest tenth of those in it; a hold of more than ${formatSpan(LONG_MS.hold, 0)}.`,
  say`Busy: in a conversation of any medium or its after-call work, or on a call outside the queues. An e-mail that is put aside keeps nobody busy.`,
  say`Free: on queue, and the next conversation may come to them. Away: logged in, off queue.`,
];

function readWhen({ asOf, cached }: PersonAnswer | BoardAnswer | EndedAnswer, { timeZone, now }: LiveView): Line {
  const age = cached ? ` (from memory, ${formatSpan(Math.max(0, now - asOf))} old)` : '';
  return say`as of ${moment(asOf, timeZone, 'seconds')}${age}`;
}

/** An API that gave nothing is not named. */
function personApis({ status, missing }: PersonAnswer): Line {
  const gone = new Set(missing.map(({ what }) => what));
  const apis = [
    ...(gone.has('agent-status') ? [] : ['agent status']),
    ...(gone.has('user') ? [] : ['user']),
    ...(gone.has('agent-status') && !gone.has('conversation-list') ? ['conversation details query'] : []),
    ...(status.conversations.some(({ unread }) => !unread) ? ['Conversations API'] : []),
  ];
  return say`Genesys Cloud: ${join(apis, ', ')}`;
}

function asked(answer: PersonAnswer | BoardAnswer | EndedAnswer): Line {
  const narrowed = answer.kind === 'board' ? boardFilterWords(answer.question) : filterWords(answer.question);
  return say`Asked: ${whom(answer)}${narrowed === undefined ? '' : `, ${narrowed}`}.`;
}

function whom(answer: PersonAnswer | BoardAnswer | EndedAnswer): Line {
  if (answer.kind === 'board')
    return say`${name(aboutWords(answer.about))}, ${formatQuantity(answer.counts.people, 'person', 'people')}`;
  return name(answer.kind === 'person' ? answer.status.agent.name : answer.agent.name);
}
