import type { Message } from '../kit/message.ts';
import { render } from '../kit/render.ts';
import { say, strong } from '../kit/say.ts';

/** The usage of `/agent-summary`. */
export function summaryHelpMessage(): Message {
  return render({
    head: [
      say`${strong('How did it go, before anybody asks?')}  \`/agent-summary [on | off | list | pause | resume | edit | preview | now …]\``,
      say`\`/agent-summary on #floor 08:30 weekdays queue Billing\`: a post about Billing, every working day`,
      say`\`/agent-summary preview\`: what would be posted, shown to you only`,
      say`\`/agent-summary list\`: your summaries, with what can be done with each`,
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
  });
}
