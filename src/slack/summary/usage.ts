import { say } from '../kit/say.ts';
import type { Usage } from '../kit/usage.ts';

export const SUMMARY: Usage = {
  name: '/agent-summary',
  what: 'A summary in a channel, every day at its local time',
  hint: 'on #floor 08:30 weekdays queue Billing | list | preview',
  form: '[on | off | list | pause | resume | edit | preview | now …]',
  examples: [
    {
      typed: '/agent-summary on #floor 08:30 weekdays queue Billing',
      answers: 'a post about Billing, every working day',
    },
    { typed: '/agent-summary preview', answers: 'what would be posted, shown to you only' },
    { typed: '/agent-summary list', answers: 'your summaries, with what can be done with each' },
  ],
  notes: [
    say`Days: weekdays, every day, mon-thu, mon,wed. Time: 08:30, 5pm; in your time zone, or with tz:Europe/Madrid. Whom: as in \`/agent-stats\`.`,
    say`Also \`off #floor\`, \`pause #floor\`, \`resume #floor\`, \`edit #floor\`, \`now #floor\`, \`hand over #floor to @grace\`, and \`quiet:skip\` to stay silent without conversations.`,
    say`A summary shows what its owner may see at the time of each post. Where guests or other organisations read along, it names nobody (\`names:always\` lifts that).`,
  ],
  buttons: {
    row: [
      { action: 'summary_new', label: 'New summary', value: 'on', style: 'primary' },
      { action: 'summary_list', label: 'My summaries', value: 'list' },
    ],
  },
  welcome: (about) => [
    {
      typed: `/agent-summary on #floor 08:30 weekdays ${about}`,
      answers: 'the same in a channel, every working morning',
    },
  ],
};
