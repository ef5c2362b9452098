// One connection to the service, which is made again when it is lost, and the streams that it brings.
import { read } from './sse.js';

/** Codes of google.rpc.Code at the end of a stream. */
const OUT_OF_RANGE = 11;
const UNAUTHENTICATED = 16;
/** A service that does not know a stream is asked again that rarely. */
const UNKNOWN_MS = 60_000;

/** What one connection brings: a browser has six to a place, for all of its tabs and all that they ask. */
export class Connection {
  /** `fields()` tells what pages show of the items, for a stream that sends no more than that. */
  constructor(streams, fields) {
    this.streams = streams;
    this.fields = fields;
    this.attempt = 0;
    for (const stream of streams) stream.connection = this;
  }

  start() {
    if (this.abort) {
      if (!this.fields?.().some((path) => !this.asked?.has(path))) return;
      // Something is shown that was not asked for before.
      this.end();
    }
    this.abort = new AbortController();
    this.run(this.abort.signal);
  }

  end() {
    this.abort?.abort();
    this.abort = undefined;
    for (const stream of this.streams) stream.token = undefined;
  }

  /** Ends what nobody wants any more. */
  stop() {
    this.end();
    for (const stream of this.streams) stream.stop();
  }

  signOut() {
    this.end();
    this.lostSince = undefined;
    for (const stream of this.streams) stream.signOut();
  }

  address() {
    const [{ name }] = this.streams;
    if (this.streams.length > 1) return `/v1/streams?${new URLSearchParams(this.streams.map((stream) => ['watch', stream.name]))}`;
    if (!this.fields) return `/v1/${name}:watch`;
    this.asked = new Set(this.fields());
    return `/v1/${name}:watch?${new URLSearchParams([...this.asked].map((path) => ['fields', path]))}`;
  }

  retryNow() {
    this.wake?.();
  }

  open() {
    this.attempt = 0;
    this.lostSince = undefined;
    for (const stream of this.streams) stream.open();
  }

  /** Of several streams in one connection, each event has the name of its own. */
  event(event) {
    const stream = event.event ? this.streams.find(({ name }) => name === event.event) : this.streams[0];
    stream?.event(event);
    if (event.event) stream?.chunk();
  }

  chunk() {
    if (this.streams.length === 1) this.streams[0].chunk();
  }

  async run(signal) {
    while (!signal.aborted) {
      if (!this.lostSince) this.tell('loading');
      let end = {};
      try {
        end = await read(this.address(), this, signal, this.streams[0].token);
      } catch {
        // Told below, as every end that nobody asked for.
      }
      if (signal.aborted) return;
      for (const stream of this.streams) stream.pause();
      if (end.status === 401 || end.error?.code === UNAUTHENTICATED) return this.signOut();
      if (end.error?.code === OUT_OF_RANGE) this.streams[0].token = undefined;
      const unknown = end.status === 501 || end.status === 404 || end.status === 403;
      const delay = unknown ? UNKNOWN_MS : Math.min(10_000, 400 * 2 ** this.attempt++) * (0.75 + Math.random() / 2);
      for (const stream of this.streams) stream.settled ||= unknown;
      this.lostSince ??= Date.now();
      this.tell(unknown ? 'unavailable' : 'lost', { since: this.lostSince, next: Date.now() + delay, reason: end.error?.message ?? '' });
      await new Promise((done) => {
        this.wake = done;
        setTimeout(done, delay);
      });
    }
  }

  tell(state, more) {
    for (const stream of this.streams) stream.tell(state, more);
  }
}
