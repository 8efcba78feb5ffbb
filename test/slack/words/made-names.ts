import type { KnownName } from '../../../src/domain/question.ts';

const WORDS_OF_OURS =
  'Chat,Calls,Email,Voice,Callback,Outbound,Inbound,Hold,Waiting,Active,Closed,Team,Queue,Group,Agent,Agents,Skill,Media,Direction,Zone,Monday,October,Q3,Week,Weekend,Night,Morning,Day,Top,Best,Free,Break,Lunch,Busy,Offered,Answered,Handled,Transfer,Wrap Up,Service Level,Of,For,By,The,With,And,My,Me,Now,Today,Last,First,Please,All,Who,Stats,Report,May,March,April,June,24,2'.split(
    ',',
  );
const OTHERS = 'Sales,Support,Billing,Tech,Care,Retention,Gold,North,Iberia,Zürich'.split(',');
const FIRST_NAMES = 'Ana,May,April,June,Hold,Chat,Skye,José,Day,Sunday,Mark,Noon'.split(',');
const KINDS = ['queue', 'team', 'group', 'agent'] as const;

/**
 * Two hundred names that are made of words which mean something in a question, beside shorter ones of which some begin
 * or end with the same words.
 */
export function madeNames(): { readonly made: readonly KnownName[]; readonly others: readonly KnownName[] } {
  const patterns = [
    (ours: string, other: string) => `${other} ${ours}`,
    (ours: string, other: string) => `${ours} ${other}`,
    (ours: string, other: string, second: string) => `${other} ${ours} ${second}`,
    (ours: string, other: string, second: string) => `${ours} ${second} ${other}`,
    (ours: string, other: string) => `${other} - ${ours}`,
  ];
  const made = Array.from({ length: 200 }, (_, nth): KnownName => {
    const kind = KINDS[nth % KINDS.length] ?? 'queue';
    const ours = at(WORDS_OF_OURS, nth);
    const second = at(WORDS_OF_OURS, nth * 7 + 3);
    const first = `${at(FIRST_NAMES, nth)} ${ours}`;
    const name = kind === 'agent' ? `${first} ${at(OTHERS, nth)}` : at(patterns, nth)(ours, at(OTHERS, nth), second);
    return { kind, id: `made-${nth}`, name };
  });
  const others = OTHERS.flatMap((name, nth): readonly KnownName[] => [
    { kind: 'queue', id: `other-q-${nth}`, name },
    { kind: 'team', id: `other-t-${nth}`, name },
  ]);
  return { made: [...new Map(made.map((each) => [each.name, each])).values()], others };
}

function at<T>(list: readonly T[], nth: number): T {
  const found = list[nth % list.length];
  if (found === undefined) throw new Error('an empty list');
  return found;
}
