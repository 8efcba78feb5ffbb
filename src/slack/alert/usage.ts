import { code, say } from '../kit/say.ts';
import type { Usage } from '../kit/usage.ts';

export const ALERT: Usage = {
  name: '/agent-alert',
  what: 'Tell me when something happens in a queue or a team',
  hint: 'on #floor when queue Billing waiting > 5 for 2m | list | help',
  form: '[on | off | list | pause | resume | edit | test …]',
  examples: [
    {
      typed: '/agent-alert on #floor when queue Billing waiting > 5 for 2m',
      answers: 'a message in the channel when more than 5 calls have waited for two minutes',
    },
    { typed: '/agent-alert on me when @ana acw > 5m', answers: 'a direct message when Ana is long in after-call work' },
    {
      typed: '/agent-alert on #floor when team not responding > 1m mon-fri 8-18',
      answers: 'when somebody of your team does not respond, in working hours',
    },
  ],
  notes: [
    say`Of a queue: waiting, longest wait, free; of today: service level, abandoned (${code('queue Billing service level < 70 % at least 20 offered')}). Calls, unless another medium is named: ${code('email longest wait > 1h')}.`,
    say`Of people (a person, team, group, a queue’s members): acw, on hold, not responding, break. \`for 2m\`: so long it must last. \`mon-fri 8-18\`: when, in your time zone.`,
    say`Also \`test …\` (how it would look now), \`off\`, \`pause\`, \`resume\`, \`mute\`, \`edit\`, \`hand over … to @grace\`. One message an episode, which edits itself; it tells what its maker may see.`,
  ],
  buttons: {
    row: [
      { action: 'alert_new', label: 'New alert', value: 'on', style: 'primary' },
      { action: 'alert_list', label: 'My alerts', value: 'list' },
    ],
  },
  welcome: (about) => [
    about === 'team'
      ? { typed: '/agent-alert when team not responding > 1m', answers: 'be told within seconds' }
      : { typed: `/agent-alert when ${about} waiting > 5 for 2m`, answers: 'be told within seconds' },
  ],
};
