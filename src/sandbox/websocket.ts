import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const TEXT = 1;
const CLOSE = 8;
const PING = 9;
const PONG = 10;

/** The server's end of a WebSocket, as much of RFC 6455 as a well-behaved client needs. */
export interface ServerSocket {
  readonly send: (text: string) => void;
  readonly ping: () => void;
  /** Says goodbye, then ends the connection. */
  readonly close: (code?: number, reason?: string) => void;
  /** Ends the connection without a word, as a broken network does. */
  readonly terminate: () => void;
}

/**
 * Completes the handshake of an `upgrade` request.
 *
 * @param on `message` for each whole text message, `close` once, however it ended
 * @returns `undefined`, with the connection ended, when the request asks for no WebSocket
 */
export function acceptWebSocket(
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  on: { readonly message: (text: string) => void; readonly close: () => void },
): ServerSocket | undefined {
  const key = request.headers['sec-websocket-key'];
  if (key === undefined || request.headers.upgrade?.toLowerCase() !== 'websocket') {
    socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
    return undefined;
  }
  const accept = createHash('sha1').update(`${key}${GUID}`).digest('base64');
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  const write = (opcode: number, payload: Buffer) => {
    if (socket.writable) socket.write(frame(opcode, payload));
  };
  const read = createReader((opcode, payload) => {
    if (opcode === TEXT) on.message(payload.toString('utf8'));
    else if (opcode === PING) write(PONG, payload);
    else if (opcode === CLOSE) {
      write(CLOSE, payload);
      socket.end();
    }
  });
  socket.on('data', (chunk: Buffer) => {
    // What is no WebSocket frame ends the connection, as a real server would.
    if (!read(chunk)) socket.destroy();
  });
  socket.on('error', () => socket.destroy());
  // The sockets of an HTTP server stay half open: a client that has gone would be taken for connected.
  socket.on('end', () => socket.destroy());
  socket.once('close', () => on.close());
  if (head.length > 0) read(head);

  return {
    send: (text) => write(TEXT, Buffer.from(text)),
    ping: () => write(PING, Buffer.alloc(0)),
    close(code = 1000, reason = '') {
      const payload = Buffer.alloc(2 + Buffer.byteLength(reason));
      payload.writeUInt16BE(code);
      payload.write(reason, 2);
      write(CLOSE, payload);
      socket.end();
    },
    terminate() {
      socket.destroy();
    },
  };
}

/** A whole message in one frame; a server never masks. */
function frame(opcode: number, payload: Buffer): Buffer {
  const { length } = payload;
  const header = Buffer.alloc(length < 126 ? 2 : length < 65_536 ? 4 : 10);
  header[0] = 0x80 | opcode;
  if (length < 126) {
    header[1] = length;
  } else if (length < 65_536) {
    header[1] = 126;
    header.writeUInt16BE(length, 2);
  } else {
    header[1] = 127;
    header.writeBigUInt64BE(BigInt(length), 2);
  }
  return Buffer.concat([header, payload]);
}

/** Collects bytes into messages, whole or in fragments. The answer is false when the client breaks the protocol. */
function createReader(deliver: (opcode: number, payload: Buffer) => void): (chunk: Buffer) => boolean {
  let waiting = Buffer.alloc(0);
  let fragments: Buffer[] = [];
  let fragmented = 0;

  return (chunk) => {
    waiting = Buffer.concat([waiting, chunk]);
    for (;;) {
      const next = readFrame(waiting);
      if (next === 'incomplete') return true;
      if (next === 'invalid') return false;
      waiting = waiting.subarray(next.bytes);
      if (next.opcode >= CLOSE) {
        deliver(next.opcode, next.payload);
        continue;
      }
      if (next.opcode !== 0) fragmented = next.opcode;
      fragments.push(next.payload);
      if (next.final) {
        deliver(fragmented, Buffer.concat(fragments));
        fragments = [];
      }
    }
  };
}

interface Frame {
  readonly final: boolean;
  readonly opcode: number;
  readonly payload: Buffer;
  /** How many bytes the frame took. */
  readonly bytes: number;
}

function readFrame(buffer: Buffer): Frame | 'incomplete' | 'invalid' {
  const [first, second] = buffer;
  if (first === undefined || second === undefined) return 'incomplete';
  // A client must mask, so that no proxy mistakes its words for a request.
  if ((second & 0x80) === 0) return 'invalid';
  const short = second & 0x7f;
  const start = short < 126 ? 2 : short === 126 ? 4 : 10;
  if (buffer.length < start + 4) return 'incomplete';
  const length = short < 126 ? short : short === 126 ? buffer.readUInt16BE(2) : Number(buffer.readBigUInt64BE(2));
  const bytes = start + 4 + length;
  if (buffer.length < bytes) return 'incomplete';
  const mask = buffer.subarray(start, start + 4);
  const payload = Buffer.from(buffer.subarray(start + 4, bytes));
  for (let index = 0; index < length; index += 1) payload[index] = (payload[index] ?? 0) ^ (mask[index % 4] ?? 0);
  return { final: (first & 0x80) !== 0, opcode: first & 0x0f, payload, bytes };
}
