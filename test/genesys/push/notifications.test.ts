import { describe, expect, it } from 'vitest';
import { notificationService } from '../notification-service.ts';

const HOUR_MS = 3_600_000;

const topicsOf = (agentId: string) =>
  ['presence', 'routingStatus', 'conversations'].map((about) => `v2.users.${agentId}.${about}`);

describe('following somebody', () => {
  it('opens one channel, one socket, and subscribes to presence, routing status and conversations', async () => {
    const { follow, settle, subscribed, sockets, channels } = notificationService();
    const ana = follow('ana');
    expect(ana.told).toEqual([]);
    await settle();
    expect(ana.told).toEqual(['live']);
    expect(subscribed).toEqual([topicsOf('ana')]);
    expect(sockets.map((socket) => socket.uri)).toEqual(['wss://streaming.example/ch1']);
    expect(channels()).toBe(1);
  });

  it('tells of each change, to those who follow that person', async () => {
    const { follow, settle, socket } = notificationService();
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
    const { follow, settle, socket } = notificationService();
    const ana = follow('ana');
    await settle();
    for (const text of ['', 'hello', '[]', '{"topicName":7}', '{"topicName":"channel.metadata","eventBody":7}']) {
      socket()?.babble(text);
    }
    expect(ana.told).toEqual(['live']);
    expect(socket()?.closed).toBe(false);
  });

  it('by sixty people of forty costs one channel and one subscription per topic', async () => {
    const { follow, settle, subscribed, channels, sockets } = notificationService();
    const follows = Array.from({ length: 60 }, (_, i) => follow(`agent${i % 40}`));
    await settle();
    expect(follows.every(({ told }) => told.join() === 'live')).toBe(true);
    expect([channels(), sockets.length, subscribed.length]).toEqual([1, 1, 1]);
    expect(subscribed[0]).toHaveLength(120);
  });

  it('by another is live at once when that person is followed already, without a request', async () => {
    const { follow, settle, subscribed } = notificationService();
    follow('ana');
    await settle();
    const other = follow('ana');
    expect(other.told).toEqual([]);
    await settle();
    expect(other.told).toEqual(['live']);
    expect(subscribed).toHaveLength(1);
  });

  it('ends the subscription with its last follower, and the connection with the last of all', async () => {
    const { follow, settle, subscribed, socket, channels } = notificationService();
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
    const { follow, settle, socket } = notificationService();
    const [ana] = [follow('ana'), follow('ben')];
    await settle();
    ana.stop();
    socket()?.say('v2.users.ana.presence');
    expect(ana.told).toEqual(['live']);
  });
});

describe('a topic that is refused', () => {
  it('is told with the permissions that are missing; the others are live', async () => {
    const { follow, settle, genesys, socket } = notificationService();
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
    const { follow, settle, socket, pass, channels, sockets } = notificationService();
    const ana = follow('ana');
    await settle();
    socket()?.drop();
    expect(ana.told).toEqual(['live', 'interrupted']);
    await pass(250);
    expect(ana.told).toEqual(['live', 'interrupted', 'live']);
    expect([sockets.length, channels()]).toEqual([2, 1]);
  });

  it('twenty times in a row ends live', async () => {
    const { follow, settle, socket, pass } = notificationService();
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
    const { follow, settle, pass, genesys, sockets } = notificationService();
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
    const { follow, settle, pass, genesys, socket } = notificationService();
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

  it.each(['v2.system.socket_closing', 'v2.system.no_longer_subscribed.ch1'])(
    'is replaced when Genesys announces %s',
    async (topic) => {
      const { follow, settle, socket, pass, sockets } = notificationService();
      const ana = follow('ana');
      await settle();
      socket()?.say(topic);
      await pass(250);
      expect(ana.told).toEqual(['live', 'interrupted', 'live']);
      expect(sockets).toHaveLength(2);
    },
  );

  it('is subscribed anew, and everybody looks for themselves, when Genesys says something of the system that is new', async () => {
    const { follow, settle, socket, sockets, subscribed } = notificationService();
    const ana = follow('ana');
    await settle();
    socket()?.say('v2.system.something_new');
    await settle();
    expect(ana.told).toEqual(['live', expect.stringMatching(/^conversation at /)]);
    expect([sockets.length, subscribed.length]).toEqual([1, 2]);
  });

  it('is tried again ever more slowly, with a new channel now and then, until it works', async () => {
    const { follow, settle, genesys, pass, sockets, channels } = notificationService();
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
    const { follow, settle, pass, channels } = notificationService();
    const ana = follow('ana');
    await settle();
    await pass(24 * HOUR_MS);
    expect(ana.told).toEqual(['live', 'interrupted', 'live']);
    expect(channels()).toBe(2);
  });

  it('is used even when the clock of Genesys is days behind ours', async () => {
    const { follow, settle, pass, channels, genesys } = notificationService();
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
      const { follow, settle, pass, channels, genesys } = notificationService();
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
    const { follow, settle, pass, genesys } = notificationService();
    genesys.failures.push('unavailable', 'rate-limited');
    const ana = follow('ana');
    await settle();
    expect(ana.told).toEqual(['interrupted']);
    await pass(5000);
    expect(ana.told).toEqual(['interrupted', 'live']);
  });

  it('holds 333 people; more are told that nothing is pushed for them', async () => {
    const { follow, settle, subscribed } = notificationService();
    const follows = Array.from({ length: 334 }, (_, i) => follow(`agent${i}`));
    await settle();
    expect(subscribed.at(-1)).toHaveLength(999);
    expect(follows.map(({ told }) => told.join()).filter((told) => told === 'interrupted')).toHaveLength(1);
  });
});

describe('stopping', () => {
  it('closes the socket and leaves no timer behind', async () => {
    const { follow, settle, events, socket, timers } = notificationService();
    const ana = follow('ana');
    await settle();
    events.stop();
    expect(socket()?.closed).toBe(true);
    expect(timers.size).toBe(0);
    expect(ana.told).toEqual(['live']);
  });

  it('while a channel is being opened opens no socket', async () => {
    const { follow, settle, events, sockets, timers } = notificationService();
    follow('ana');
    await Promise.resolve();
    events.stop();
    await settle();
    expect(sockets).toHaveLength(0);
    expect(timers.size).toBe(0);
  });
});
