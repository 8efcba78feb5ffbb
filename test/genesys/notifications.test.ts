import { describe, expect, it } from 'vitest';
import type { Call, Client } from '../../src/genesys/client.ts';
import type { Socket } from '../../src/genesys/notification-socket.ts';
import { createNotifications } from '../../src/genesys/notifications.ts';
import { SourceError, type SourceErrorKind } from '../../src/reports/ports.ts';

const HOUR_MS = 3_600_000;

/** A notification service without a network, and a clock that only the test moves. */
function service() {
  let now = 0;
  let channels = 0;
  const timers = new Set<{ readonly at: number; readonly run: () => void }>();
  const sockets: (Socket & {
    readonly uri: string;
    readonly sent: string[];
    closed: boolean;
    say(topicName: string, eventBody?: object): void;
    babble(text: string): void;
    drop(): void;
  })[] = [];
  const subscribed: string[][] = [];
  const service = {
    /** Topics that are refused, by a part of their name. */
    refused: new Map<string, readonly string[]>(),
    /** What the next requests fail with. */
    failures: [] as SourceErrorKind[],
    /** Sockets open only while true. */
    reachable: true,
    /** How far the service's clock is behind ours. */
    clockBehindMs: 0,
    answersPings: true,
  };
  const client: Client = {
    async request<T>(call: Call<T>): Promise<T> {
      const kind = service.failures.shift();
      if (kind !== undefined) throw new SourceError({ kind, endpoint: call.endpoint });
      return call.schema.parse(call.method === 'POST' ? openChannel() : subscribe(call.body));
    },
  };
  const openChannel = () => {
    channels += 1;
    return {
      id: `ch${channels}`,
      connectUri: `wss://streaming.example/ch${channels}`,
      expires: new Date(now - service.clockBehindMs + 24 * HOUR_MS).toISOString(),
    };
  };
  const subscribe = (body: unknown) => {
    const topics: readonly { id: string }[] = JSON.parse(JSON.stringify(body));
    subscribed.push(topics.map((topic) => topic.id));
    const entities = topics.map(({ id }) => {
      const [, missingPermissions] = [...service.refused].find(([part]) => id.includes(part)) ?? [];
      return missingPermissions === undefined
        ? { id, state: 'Permitted' }
        : { id, state: 'Rejected', missingPermissions };
    });
    return { entities };
  };
  const events = createNotifications({
    client,
    now: () => now,
    random: () => 0,
    log: { debug: () => {}, warn: () => {} },
    timer(ms, run) {
      const entry = { at: now + ms, run };
      timers.add(entry);
      return () => timers.delete(entry);
    },
    openSocket(uri, on) {
      const sent: string[] = [];
      const socket = {
        uri,
        sent,
        closed: false,
        send(text: string) {
          sent.push(text);
          if (service.answersPings) socket.say('channel.metadata', { message: 'pong' });
        },
        close() {
          socket.closed = true;
        },
        say: (topicName: string, eventBody: object = {}) => on.message(JSON.stringify({ topicName, eventBody })),
        babble: (text: string) => on.message(text),
        drop: () => on.close(),
      };
      sockets.push(socket);
      queueMicrotask(service.reachable ? on.open : on.close);
      return socket;
    },
  });
  /** Lets everything happen that waits for no clock. */
  const settle = async () => {
    for (let i = 0; i < 50; i += 1) await Promise.resolve();
  };
  const pass = async (ms: number) => {
    const until = now + ms;
    for (;;) {
      const [next] = [...timers].filter((timer) => timer.at <= until).toSorted((a, b) => a.at - b.at);
      if (next === undefined) break;
      timers.delete(next);
      now = next.at;
      next.run();
      await settle();
    }
    now = until;
    await settle();
  };
  const follow = (agentId: string) => {
    const told: string[] = [];
    const { stop } = events.follow(agentId, {
      event: ({ about, at }) => told.push(`${about} at ${at}`),
      state: (state, missing) => told.push([state, ...missing].join(' ')),
    });
    return { told, stop };
  };
  return { ...parts(), events, follow, settle, pass, timers };
  function parts() {
    return { service, sockets, subscribed, channels: () => channels, now: () => now, socket: () => sockets.at(-1) };
  }
}

const topicsOf = (agentId: string) =>
  ['presence', 'routingStatus', 'conversations'].map((about) => `v2.users.${agentId}.${about}`);

describe('following somebody', () => {
  it('opens one channel, one socket, and subscribes to presence, routing status and conversations', async () => {
    const { follow, settle, subscribed, sockets, channels } = service();
    const ana = follow('ana');
    expect(ana.told).toEqual([]);
    await settle();
    expect(ana.told).toEqual(['live']);
    expect(subscribed).toEqual([topicsOf('ana')]);
    expect(sockets.map((socket) => socket.uri)).toEqual(['wss://streaming.example/ch1']);
    expect(channels()).toBe(1);
  });

  it('tells of each change, to those who follow that person', async () => {
    const { follow, settle, socket } = service();
    const [ana, ben] = [follow('ana'), follow('ben')];
    await settle();
    socket()?.say('v2.users.ana.presence');
    socket()?.say('v2.users.ana.routingStatus');
    socket()?.say('v2.users.ben.conversations', { participants: [{ name: 'Canary Customer' }] });
    socket()?.say('v2.users.nobody.presence');
    socket()?.say('v2.users.ana.horoscope');
    expect(ana.told).toEqual(['live', 'presence at 0', 'routing-status at 0']);
    expect(ben.told).toEqual(['live', 'conversation at 0']);
  });

  it('does not mind messages that make no sense', async () => {
    const { follow, settle, socket } = service();
    const ana = follow('ana');
    await settle();
    for (const text of ['', 'hello', '[]', '{"topicName":7}', '{"topicName":"channel.metadata","eventBody":7}']) {
      socket()?.babble(text);
    }
    expect(ana.told).toEqual(['live']);
    expect(socket()?.closed).toBe(false);
  });

  it('by sixty people of forty costs one channel and one subscription per topic', async () => {
    const { follow, settle, subscribed, channels, sockets } = service();
    const follows = Array.from({ length: 60 }, (_, i) => follow(`agent${i % 40}`));
    await settle();
    expect(follows.every(({ told }) => told.join() === 'live')).toBe(true);
    expect([channels(), sockets.length, subscribed.length]).toEqual([1, 1, 1]);
    expect(subscribed[0]).toHaveLength(120);
  });

  it('by another is live at once when that person is followed already, without a request', async () => {
    const { follow, settle, subscribed } = service();
    follow('ana');
    await settle();
    const other = follow('ana');
    expect(other.told).toEqual([]);
    await settle();
    expect(other.told).toEqual(['live']);
    expect(subscribed).toHaveLength(1);
  });

  it('ends the subscription with its last follower, and the connection with the last of all', async () => {
    const { follow, settle, subscribed, socket, channels } = service();
    const [ana, alsoAna, ben] = [follow('ana'), follow('ana'), follow('ben')];
    await settle();
    ana.stop();
    ana.stop();
    await settle();
    expect(subscribed).toHaveLength(1);
    alsoAna.stop();
    await settle();
    expect(subscribed.at(-1)).toEqual(topicsOf('ben'));
    ben.stop();
    await settle();
    expect(socket()?.closed).toBe(true);

    const again = follow('cleo');
    await settle();
    expect(again.told).toEqual(['live']);
    expect(channels()).toBe(1);
  });

  it('tells nothing more after it was stopped', async () => {
    const { follow, settle, socket } = service();
    const [ana] = [follow('ana'), follow('ben')];
    await settle();
    ana.stop();
    socket()?.say('v2.users.ana.presence');
    expect(ana.told).toEqual(['live']);
  });
});

describe('a topic that is refused', () => {
  it('is told with the permissions that are missing; the others are live', async () => {
    const { follow, settle, service: genesys, socket } = service();
    genesys.refused.set('ana.conversations', ['conversation:communication:view']);
    const [ana, ben] = [follow('ana'), follow('ben')];
    await settle();
    expect(ana.told).toEqual(['refused conversation:communication:view']);
    expect(ben.told).toEqual(['live']);
    socket()?.say('v2.users.ana.presence');
    expect(ana.told.at(-1)).toBe('presence at 0');
  });
});

describe('a line that breaks', () => {
  it('is told as interrupted and then as live, since nobody knows what happened between', async () => {
    const { follow, settle, socket, pass, channels, sockets } = service();
    const ana = follow('ana');
    await settle();
    socket()?.drop();
    expect(ana.told).toEqual(['live', 'interrupted']);
    await pass(250);
    expect(ana.told).toEqual(['live', 'interrupted', 'live']);
    expect([sockets.length, channels()]).toEqual([2, 1]);
  });

  it('twenty times in a row ends live', async () => {
    const { follow, settle, socket, pass } = service();
    const ana = follow('ana');
    await settle();
    for (let i = 0; i < 20; i += 1) {
      socket()?.drop();
      await pass(1000);
    }
    expect(ana.told).toHaveLength(41);
    expect(ana.told.at(-1)).toBe('live');
  });

  it('is noticed within 15 seconds though it only falls silent', async () => {
    const { follow, settle, pass, service: genesys, sockets } = service();
    const ana = follow('ana');
    await settle();
    await pass(60_000);
    expect(ana.told).toEqual(['live']);
    genesys.answersPings = false;
    await pass(15_000);
    expect(ana.told.slice(0, 2)).toEqual(['live', 'interrupted']);
    expect(sockets[0]?.closed).toBe(true);
  });

  it('is trusted for longer when Genesys never answers pings but sends its own heartbeat', async () => {
    const { follow, settle, pass, service: genesys, socket } = service();
    genesys.answersPings = false;
    const ana = follow('ana');
    await settle();
    for (let i = 0; i < 10; i += 1) {
      await pass(30_000);
      socket()?.say('channel.metadata', { message: 'WebSocket Heartbeat' });
    }
    expect(ana.told).toEqual(['live']);
    await pass(80_000);
    expect(ana.told.slice(0, 2)).toEqual(['live', 'interrupted']);
  });

  it('is replaced when Genesys announces that it will close it', async () => {
    const { follow, settle, socket, pass, sockets } = service();
    const ana = follow('ana');
    await settle();
    socket()?.say('v2.system.socket_closing');
    await pass(250);
    expect(ana.told).toEqual(['live', 'interrupted', 'live']);
    expect(sockets).toHaveLength(2);
  });

  it('is tried again ever more slowly, with a new channel now and then, until it works', async () => {
    const { follow, settle, service: genesys, pass, sockets, channels } = service();
    genesys.reachable = false;
    const ana = follow('ana');
    await settle();
    expect(ana.told).toEqual(['interrupted']);
    await pass(10 * 60_000);
    expect(sockets.length).toBeGreaterThan(20);
    expect(sockets.length).toBeLessThan(40);
    expect(channels()).toBeGreaterThan(5);
    genesys.reachable = true;
    await pass(60_000);
    expect(ana.told).toEqual(['interrupted', 'live']);
  });
});

describe('a channel', () => {
  it('is replaced before its 24 hours are over', async () => {
    const { follow, settle, pass, channels } = service();
    const ana = follow('ana');
    await settle();
    await pass(24 * HOUR_MS);
    expect(ana.told).toEqual(['live', 'interrupted', 'live']);
    expect(channels()).toBe(2);
  });

  it('is used even when the clock of Genesys is days behind ours', async () => {
    const { follow, settle, pass, channels, service: genesys } = service();
    genesys.clockBehindMs = 96 * HOUR_MS;
    const ana = follow('ana');
    await settle();
    await pass(HOUR_MS);
    expect(ana.told).toEqual(['live']);
    expect(channels()).toBe(1);
  });

  it.each(['not-found', 'invalid-request'] as const)(
    'that Genesys does not know any more (%s) is replaced',
    async (kind) => {
      const { follow, settle, pass, channels, service: genesys } = service();
      follow('ana');
      await settle();
      genesys.failures.push(kind);
      const ben = follow('ben');
      await settle();
      expect(ben.told).toEqual(['interrupted']);
      await pass(1000);
      expect(ben.told).toEqual(['interrupted', 'live']);
      expect(channels()).toBe(2);
    },
  );

  it('that cannot be had leaves everybody interrupted until it can', async () => {
    const { follow, settle, pass, service: genesys } = service();
    genesys.failures.push('unavailable', 'rate-limited');
    const ana = follow('ana');
    await settle();
    expect(ana.told).toEqual(['interrupted']);
    await pass(5000);
    expect(ana.told).toEqual(['interrupted', 'live']);
  });

  it('holds 333 people; more are told that nothing is pushed for them', async () => {
    const { follow, settle, subscribed } = service();
    const follows = Array.from({ length: 334 }, (_, i) => follow(`agent${i}`));
    await settle();
    expect(subscribed.at(-1)).toHaveLength(999);
    expect(follows.map(({ told }) => told.join()).filter((told) => told === 'interrupted')).toHaveLength(1);
  });
});

describe('stopping', () => {
  it('closes the socket and leaves no timer behind', async () => {
    const { follow, settle, events, socket, timers } = service();
    const ana = follow('ana');
    await settle();
    events.stop();
    expect(socket()?.closed).toBe(true);
    expect(timers.size).toBe(0);
    expect(ana.told).toEqual(['live']);
  });

  it('while a channel is being opened opens no socket', async () => {
    const { follow, settle, events, sockets, timers } = service();
    follow('ana');
    await Promise.resolve();
    events.stop();
    await settle();
    expect(sockets).toHaveLength(0);
    expect(timers.size).toBe(0);
  });
});
