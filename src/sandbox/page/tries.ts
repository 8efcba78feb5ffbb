/** A button of the first minute: it fills the field and sends, or makes one somebody else. */
export interface Try {
  readonly label: string;
  /** What is typed; absent when one becomes `as`. */
  readonly text?: string;
  /** Ids by the words in the text that stand for them, as if picked from the menu. */
  readonly mentions?: Readonly<Record<string, string>>;
  readonly as?: string;
}

interface FirstMinute {
  readonly city: string;
  /** Whose work this person looks after, in words of a command. */
  readonly own: string;
  readonly next: Try;
}

const asAgent: Try = { label: 'Be an agent', as: 'U0ANA' };
const asSupervisor: Try = { label: 'Be a supervisor', as: 'U0OMAR' };

const FIRST_MINUTES: Readonly<Record<string, FirstMinute>> = {
  U0OMAR: { city: 'Madrid', own: 'team', next: asAgent },
  U0ANA: { city: 'Madrid', own: 'me', next: asSupervisor },
  // Nobody reports to her: she looks after a site's people.
  U0GRACE: { city: 'Boston', own: 'team "Care"', next: asAgent },
  U0GUEST: { city: 'Madrid', own: 'me', next: asSupervisor },
};

/** What somebody who has just come could ask, as this person. */
export function triesOf(id: string): { readonly city: string; readonly tries: readonly Try[] } {
  const { city, own, next } = FIRST_MINUTES[id] ?? { city: 'Madrid', own: 'me', next: asSupervisor };
  return {
    city,
    tries: [
      { label: 'Who needs me?', text: `/agent-live ${own}` },
      { label: 'Billing EU now', text: '/agent-live queue "Billing EU"' },
      { label: 'Last week', text: `/agent-stats last week ${own}` },
      {
        label: 'Post a summary',
        text: '/agent-summary on #floor 08:30 weekdays queue "Billing EU"',
        mentions: { '#floor': 'C0FLOOR' },
      },
      next,
    ],
  };
}
