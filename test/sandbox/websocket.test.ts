/** The server's end of a WebSocket, spoken to in bytes: what a browser's client never sends must be understood too. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acceptWebSocket } from '../../src/sandbox/websocket.ts';

let server: Server;
let heard: string[];
let ended: Promise<void>;
let client: Socket;

beforeEach(async () => {
  heard = [];
  server = createServer();
  ended = new Promise((resolve) => {
    server.on('upgrade', (request, socket, head) => {
      acceptWebSocket(request, socket, head, { message: (text) => heard.push(text), close: resolve });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  client = connect(typeof address === 'object' && address !== null ? address.port : 0, '127.0.0.1');
});
afterEach(async () => {
  client.destroy();
  server.close();
  await once(server, 'close');
});

const handshake = (lines: readonly string[]) =>
  client.write(
    ['GET / HTTP/1.1', 'Host: here', 'Connection: Upgrade', 'Upgrade: websocket', ...lines, '', ''].join('\r\n'),
  );
/** A frame as a client sends it: masked. */
const frame = (opcode: number, text: string, { final = true, masked = true } = {}) => {
  const mask = masked ? Buffer.from([1, 2, 3, 4]) : Buffer.alloc(0);
  const payload = Buffer.from(text).map((byte, index) => byte ^ (mask[index % 4] ?? 0));
  const head = Buffer.from([(final ? 0x80 : 0) | opcode, (masked ? 0x80 : 0) | payload.length]);
  return Buffer.concat([head, mask, payload]);
};
const answer = async () => {
  const [data] = await once(client, 'data');
  return Buffer.from(data);
};
// The key and its answer are the example of RFC 6455.
const opened = async () => {
  handshake(['Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==']);
  return (await answer()).toString();
};
const PONG_OF_ONE = Buffer.from([0x8a, 1, 'x'.charCodeAt(0)]);

describe('a WebSocket', () => {
  it('opens with the answer that the standard gives as its example', async () => {
    expect(await opened()).toContain('Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
  });

  it('does not open without a key', async () => {
    handshake([]);
    expect((await answer()).toString()).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('puts a message in pieces together, with a ping in between', async () => {
    await opened();
    client.write(frame(1, 'Good ', { final: false }));
    client.write(frame(9, 'x'));
    client.write(frame(0, 'morning'));
    expect(await answer()).toEqual(PONG_OF_ONE);
    client.write(frame(9, 'x'));
    await answer();
    expect(heard).toEqual(['Good morning']);
  });

  it('understands two messages at once, and one that comes byte by byte', async () => {
    await opened();
    client.write(Buffer.concat([frame(1, 'one'), frame(1, 'two')]));
    for (const byte of frame(1, 'three')) client.write(Buffer.from([byte]));
    client.write(frame(9, 'x'));
    await answer();
    expect(heard).toEqual(['one', 'two', 'three']);
  });

  it('ends when a client does not mask its words', async () => {
    await opened();
    client.write(frame(1, 'hello', { masked: false }));
    await ended;
    expect(heard).toEqual([]);
  });

  it('ends when the client has gone without a word', async () => {
    await opened();
    client.destroy();
    await expect(ended).resolves.toBeUndefined();
  });

  it('ends when the client says goodbye, with a goodbye', async () => {
    await opened();
    client.write(frame(8, ''));
    expect(await answer()).toEqual(Buffer.from([0x88, 0]));
    await ended;
  });
});
