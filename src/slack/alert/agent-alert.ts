import { type AlertRule, MUTE_MS } from '../../alerts/rules/rule.ts';
import type { Asked, Clicked, Feature, Outcome, ViewSubmitted } from '../feature.ts';
import { decodeLiveQuestion } from '../kit/question.ts';
import { type Line, say } from '../kit/say.ts';
import { readWithNames } from '../people/known-names.ts';
import { USUAL } from '../rules/condition.ts';
import { alertProblemMessage } from '../rules/problem.ts';
import type { AskedAlert } from '../rules/typed.ts';
import { type AlertVerb, type AlertWords, readAlert } from '../rules/words.ts';
import { act, askFirst, changed, handOver, live, mayNot, mute, muteFor, oldButton, take, tested } from './acts.ts';
import { type AlertParts, listAll, viewFor, withTheOne } from './choice.ts';
import { checkedDraftOf, firedLine, isSame, isWhole, openForm } from './editing.ts';
import { ALERT_FORM, formErrors, sentenceOf } from './form.ts';
import { decodeAsked } from './kept.ts';
import { changedMessage } from './list.ts';
import { verdictLine } from './message.ts';
import { ALERT } from './usage.ts';

const NOBODY = { who: [] } as const;

/** `/agent-alert`: what somebody wants to be told, and the messages that tell it. */
export function createAlertFeature(parts: AlertParts): Feature {
  const withOne = (clicked: Clicked, work: (rule: AlertRule) => Promise<Outcome>) =>
    withTheOne(parts, clicked, { id: clicked.value, asked: NOBODY }, work);
  const acting = (verb: AlertVerb) => (clicked: Clicked) => withOne(clicked, (rule) => act(parts, verb, rule, clicked));
  return {
    commands: [{ ...ALERT, answer: (asked) => ask(parts, asked.text, asked) }],
    actions: {
      alert_new: (clicked) => openForm(parts, clicked, NOBODY),
      alert_list: (clicked) => listAll(parts, clicked),
      alert_me: (clicked) => alertMe(parts, clicked),
      alert_pick: async (clicked) => {
        const asked = decodeAsked(clicked.value);
        return asked === undefined ? oldButton() : clicked.once(() => add(parts, asked, clicked));
      },
      alert_ask: (clicked) => withOne(clicked, async (rule) => askFirst(rule, clicked)),
      alert_test: acting('test'),
      alert_edit: acting('edit'),
      alert_pause: acting('pause'),
      alert_resume: acting('resume'),
      alert_off: acting('off'),
      alert_take_over: (clicked) =>
        withOne(clicked, (rule) => handOver(parts, rule, clicked.asker.slackUserId, clicked)),
      alert_taken: (clicked) => take(parts, clicked),
      alert_mute: (clicked) => mute(parts, clicked),
      alert_live: (clicked) => live(parts, clicked),
    },
    views: { [ALERT_FORM]: { check: ({ values }) => formErrors(values), submit: (filled) => submit(parts, filled) } },
  };
}

async function ask(parts: AlertParts, text: string, asked: Asked): Promise<Outcome> {
  const words = await wordsOf(parts, text, asked);
  switch (words.kind) {
    case 'help':
      return { outcome: 'help', message: parts.help(ALERT) };
    case 'list':
      return listAll(parts, asked);
    case 'problem':
      return { outcome: words.problem.kind, message: alertProblemMessage(words.problem) };
    case 'on':
      if (words.isEmpty) return { outcome: 'help', message: parts.help(ALERT) };
      return isWhole(words.asked)
        ? asked.once(() => add(parts, words.asked, asked))
        : openForm(parts, asked, words.asked);
    case 'hand-over':
      return withTheOne(parts, asked, words.which, (rule) => handOver(parts, rule, words.to, asked));
    case 'do':
      if (words.verb === 'mute') {
        const { forMs = MUTE_MS } = words.which.asked;
        return withTheOne(parts, asked, words.which, (rule) => muteFor(parts, rule, asked, forMs));
      }
      return words.verb === 'test' && isWhole(words.which.asked)
        ? testOf(parts, words.which.asked, asked)
        : withTheOne(parts, asked, words.which, (rule) => act(parts, words.verb, rule, asked));
    default:
      return words satisfies never;
  }
}

function wordsOf({ names }: AlertParts, text: string, { asker }: Asked): Promise<AlertWords> {
  return readWithNames(readAlert, text, names, asker, 'live', namesNobody);
}

function namesNobody(words: AlertWords): boolean {
  const acts = words.kind === 'do' || words.kind === 'hand-over';
  return acts ? words.which.asked.who.length === 0 : words.kind === 'help' || words.kind === 'list';
}

/** From a board: the form with whom it shows, and what is most often asked to be told of them. */
async function alertMe(parts: AlertParts, clicked: Clicked): Promise<Outcome> {
  const question = decodeLiveQuestion(clicked.value);
  if (question === undefined) return oldButton();
  const who = question.who.slice(0, 1);
  const measure = who[0]?.kind === 'queue' ? 'waiting' : 'not-responding';
  const to = clicked.channelId?.startsWith('C') ? ({ kind: 'channel', id: clicked.channelId } as const) : undefined;
  return openForm(parts, clicked, { who, measure, ...USUAL[measure], to });
}

async function submit(parts: AlertParts, filled: ViewSubmitted): Promise<Outcome> {
  const { privateMetadata: id, values } = filled;
  const words = await wordsOf(parts, sentenceOf(values), filled);
  if (words.kind === 'problem') return { outcome: words.problem.kind, message: alertProblemMessage(words.problem) };
  if (words.kind !== 'on') return { outcome: 'help', message: parts.help(ALERT) };
  if (id === '') return filled.once(() => add(parts, words.asked, filled));
  return withTheOne(parts, filled, { id, asked: NOBODY }, (rule) => save(parts, rule, words.asked, filled));
}

async function add(parts: AlertParts, words: AskedAlert, by: Asked): Promise<Outcome> {
  const drafted = await checkedDraftOf(parts, words, by);
  if ('refusal' in drafted) return drafted.refusal;
  const { draft, checked } = drafted;
  const same = (await parts.alerts.all()).find((rule) => isSame(rule, draft));
  if (same !== undefined) {
    const message = changedMessage(say`This alert exists already.`, same, await viewFor(parts, by));
    return { outcome: 'already-there', message };
  }
  const fired = await parts.alerts.wouldHaveFired(draft, by.asker).catch(() => undefined);
  const now = say`At the moment: ${verdictLine(checked.alert)}.`;
  const what = checked.holds ? say`Made. ${now} That is true already, and told if it lasts.` : say`Made. ${now}`;
  const change = parts.alerts.make(draft, by.asker);
  const notes = [...firedLine(fired, by.asker.timeZone), ...mentionNote(parts, words)];
  return { ...(await changed(parts, by, { outcome: 'made', what, change }, notes)), acted: true };
}

function mentionNote({ mentions }: AlertParts, { mention }: AskedAlert): readonly Line[] {
  return mention === undefined || mentions !== 'none'
    ? []
    : [say`It calls nobody: whoever administers this app has not allowed alerts to (\`ALERT_MENTIONS\`).`];
}

async function save(parts: AlertParts, rule: AlertRule, form: AskedAlert, by: Asked): Promise<Outcome> {
  const refusal = mayNot({ by: 'its owner' }, rule, by);
  if (refusal !== undefined) return refusal;
  const drafted = await checkedDraftOf(parts, form, by, rule);
  if ('refusal' in drafted) return drafted.refusal;
  const change = parts.alerts.change(rule.id, drafted.draft, by.asker);
  return changed(parts, by, { outcome: 'changed', what: say`Changed.`, change }, mentionNote(parts, form));
}

async function testOf(parts: AlertParts, asked: AskedAlert, by: Asked): Promise<Outcome> {
  const drafted = await checkedDraftOf(parts, asked, by);
  return 'refusal' in drafted ? drafted.refusal : tested(parts, drafted.checked);
}
