import type { Message } from '../kit/message.ts';
import { render, sentence } from '../kit/render.ts';
import { code, join, say, strong } from '../kit/say.ts';
import { COMMONEST, exampleLine, type Usage } from '../kit/usage.ts';

/** To whoever greets or thanks. */
export function greetingMessage(): Message {
  return sentence(
    say`At your service. Ask about now or about a period: ${code('who is free?')}, ${code('me today')}, ${code('team last week')}. ${code('help')} shows more.`,
  );
}

/** What can be said to the app, for whoever mentions it and says nothing else. */
export function saidHelpMessage(commands: readonly Usage[]): Message {
  const questions = commands.filter(({ again }) => again !== undefined);
  const examples = questions.flatMap((usage) =>
    usage.examples.map(({ typed, answers }) => ({ typed: typed.slice(usage.name.length + 1), answers })),
  );
  return render({
    head: [
      say`${strong('Ask in your own words.')} What is about now is answered from live state, what names a period or a figure from statistics.`,
      ...examples.map(exampleLine),
    ],
    notes: [
      say`Mention me with the question in a channel or a thread, where you alone see the answer until you share it; or write it here or in my direct messages.`,
      say`All that can be typed: ${join(
        commands.map(({ name }) => code(`${name} help`)),
        ', ',
      )}`,
    ],
    buttons: COMMONEST,
  });
}
