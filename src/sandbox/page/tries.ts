/** A button of the first minute: it fills the field and sends, or makes one somebody else. */
export interface Try {
  readonly label: string;
  /** What is typed; absent when one becomes `as`. */
  readonly text?: string;
  /** Ids by the words in the text that stand for them, as if picked from the menu. */
  readonly mentions?: Readonly<Record<string, string>>;
  readonly as?: string;
}

const be = (label: string, as: string): Try => ({ label, as });
const ask = (label: string, text: string): Try => ({ label, text });
const post = (queue: string): Try => ({
  label: 'Post a summary',
  text: `/agent-summary on #floor 08:30 weekdays queue "${queue}"`,
  mentions: { '#floor': 'C0FLOOR' },
});

const alert = (queue: string): Try => ({
  label: 'Tell me in time',
  text: `/agent-alert on #floor when queue "${queue}" waiting > 5 for 10s`,
  mentions: { '#floor': 'C0FLOOR' },
});

const FIRST_MINUTES: Readonly<Record<string, { readonly city: string; readonly tries: readonly Try[] }>> = {
  U0OMAR: {
    city: 'Madrid',
    tries: [
      ask('Who needs me?', '/agent-live team'),
      ask('Billing EU now', '/agent-live queue "Billing EU"'),
      ask('Last week', '/agent-stats last week team'),
      post('Billing EU'),
      alert('Billing EU'),
      be('Be an agent', 'U0ANA'),
    ],
  },
  U0ANA: {
    city: 'Madrid',
    tries: [
      ask('What am I doing?', '/agent-live me'),
      ask('My day', '/agent-stats today me'),
      ask('My last week', '/agent-stats last week me'),
      ask('What may I see?', '/agent-live whoami'),
      be('Be a workforce manager', 'U0GRACE'),
    ],
  },
  // Nobody reports to her: she looks after everybody's people.
  U0GRACE: {
    city: 'Boston',
    tries: [
      ask('Who needs help in Care?', '/agent-live team "Care"'),
      ask('Every queue, last week', '/agent-stats last week by queue'),
      ask('The lost Tuesday', '/agent-stats last week queue "Billing EU"'),
      post('Billing'),
      be('Be an outsider', 'U0GUEST'),
    ],
  },
  U0GUEST: {
    city: 'Madrid',
    tries: [
      ask('What is Ana doing?', '/agent-live Ana López'),
      ask('Last week', '/agent-stats last week queue "Billing EU"'),
      be('Be a supervisor', 'U0OMAR'),
    ],
  },
};

/** What somebody who has just come could ask, as this person. */
export function triesOf(id: string): { readonly city: string; readonly tries: readonly Try[] } {
  return FIRST_MINUTES[id] ?? { city: 'Madrid', tries: [be('Be a supervisor', 'U0OMAR')] };
}
