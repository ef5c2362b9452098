// Holds the live streams, in a worker of its own, shared by all tabs.
import { Connection } from './connection.js';
import { rowOf } from './rows.js';

const KEYS = {
  chain: () => 'chain',
  alerts: (view) => view.id,
  pools: (view) => view.config?.pid,
  workers: (view) => view.id,
  transactions: (view) => view.requestId,
  rounds: (view) => view.round ?? '0',
};
/** Whether a view says that its subject is no more. */
const GONE = {
  alerts: (view) => view.ended !== undefined,
  pools: (view) => view.deleted === true,
  workers: (view) => view.state?.stage === 'REMOVED',
};
const FLUSH_MS = 16;
/** A stream that has told all that stands is quiet for that long, unless it tells so itself. */
const SETTLED_MS = 400;
/** Streams whose events have an id from the last of what stands on. */
const TELLS_END = new Set(['workers']);
const SPEED_SAMPLES = 900;
/** Of streams whose items are never gone, the newest stay. */
const KEPT = { transactions: 2_000, rounds: 500 };

const ports = new Map();

class Stream {
  constructor(name) {
    this.name = name;
    this.items = new Map();
    this.batch = new Map();
    this.state = 'idle';
  }

  stop() {
    this.tell('idle');
    this.items.clear();
  }

  signOut() {
    clearTimeout(this.settling);
    this.settled = false;
    this.items.clear();
    this.batch.clear();
    this.tell('signed-out');
  }

  /** Nothing more comes for a while. */
  pause() {
    this.flush();
    clearTimeout(this.settling);
  }

  open() {
    this.stale = this.token ? new Set() : new Set(this.items.keys());
    this.telling = false;
    this.tell('live');
    this.settle();
  }

  event({ data, id }) {
    const view = JSON.parse(data);
    if (id) this.token = id;
    this.telling = TELLS_END.has(this.name) && !this.token;
    const key = KEYS[this.name](view);
    this.stale.delete(key);
    if (this.name === 'workers' && focused.has(key)) this.post({ touched: key }, (port) => port.focus === key);
    if (GONE[this.name]?.(view)) {
      this.items.delete(key);
      this.batch.set(key, null);
    } else {
      const item = this.name === 'workers' ? rowOf(view) : this.name === 'chain' ? sampled(view) : view;
      this.items.delete(key);
      this.items.set(key, item);
      this.batch.set(key, item);
      if (this.items.size > KEPT[this.name]) {
        this.items.delete(this.items.keys().next().value);
      }
    }
    this.flushing ??= setTimeout(() => this.flush(), FLUSH_MS);
  }

  chunk() {
    if (this.stale.size || !this.settled) this.settle();
  }

  /** What a new connection has not told again is gone. */
  settle() {
    clearTimeout(this.settling);
    this.settled = false;
    this.settling = setTimeout(() => {
      if (this.telling) return this.settle();
      for (const key of this.stale) {
        this.items.delete(key);
        this.batch.set(key, null);
      }
      this.stale.clear();
      this.settled = true;
      this.flush();
      this.tell('live');
    }, SETTLED_MS);
  }

  flush() {
    clearTimeout(this.flushing);
    this.flushing = undefined;
    if (!this.batch.size) return;
    const entries = [...this.batch];
    this.batch.clear();
    this.post({ stream: this.name, entries });
  }

  tell(state, more = {}) {
    this.state = state;
    this.status = { stream: this.name, state, settled: this.settled === true, since: Date.now(), ...more };
    this.post({ status: this.status });
  }

  post(message, wanted = (port) => port.wants.has(this.name)) {
    for (const [port, info] of ports) if (wanted(info)) port.postMessage(message);
  }
}

const streams = Object.fromEntries(Object.keys(KEYS).map((name) => [name, new Stream(name)]));
/** What every page follows comes together; what is much, or not always wanted, comes alone. */
const connections = [
  new Connection([streams.chain, streams.alerts, streams.pools]),
  new Connection([streams.workers], () => fieldsWanted()),
  new Connection([streams.transactions]),
  new Connection([streams.rounds]),
];
const focused = new Set();
const samples = [];

/** What the pages of all tabs show of a worker. */
const fieldsWanted = () => [...new Set([...ports.values()].flatMap(({ fields }) => fields ?? []))];

/** The chain's status with how it went since the first tab was opened. */
function sampled(view) {
  const at = Date.parse(view.para?.time ?? view.relay?.time ?? '') || Date.now();
  const sample = {
    at: Date.now(),
    relay: view.relaySpeed?.blocksPerSecond ?? 0,
    para: view.paraSpeed?.blocksPerSecond ?? 0,
    relayLag: (view.relay?.finalizedNumber ?? 0) - (view.relay?.publishedNumber ?? 0),
    paraLag: (view.para?.finalizedNumber ?? 0) - (view.para?.publishedNumber ?? 0),
    relayHeight: view.relay?.publishedNumber ?? 0,
    paraHeight: view.para?.publishedNumber ?? 0,
    told: at,
  };
  const last = samples.at(-1);
  if (!last || sample.at - last.at >= 900) samples.push(sample);
  else samples[samples.length - 1] = { ...sample, at: last.at };
  if (samples.length > SPEED_SAMPLES) samples.shift();
  return { view, samples: samples.slice() };
}

function attach(port) {
  ports.set(port, { wants: new Set(), focus: undefined });
  port.onmessage = ({ data }) => heard(port, data);
  port.start?.();
}

function heard(port, message) {
  const info = ports.get(port) ?? { wants: new Set() };
  ports.set(port, info);
  if (message.bye) ports.delete(port);
  if (message.retry) connections.forEach((connection) => connection.retryNow());
  if (message.signedOut) connections.forEach((connection) => connection.signOut());
  if (message.signedIn) for (const other of ports.keys()) other.postMessage({ signedIn: true });
  if ('focus' in message) info.focus = message.focus;
  if (message.fields) info.fields = message.fields;
  if (message.want) {
    for (const name of message.want) {
      if (info.wants.has(name)) continue;
      info.wants.add(name);
      const stream = streams[name];
      if (stream.items.size) port.postMessage({ stream: name, entries: [...stream.items], reset: true });
      if (stream.status && stream.connection.abort) port.postMessage({ status: stream.status });
    }
    for (const name of info.wants) if (!message.want.includes(name)) info.wants.delete(name);
  }
  focused.clear();
  for (const { focus } of ports.values()) if (focus) focused.add(focus);
  const wanted = new Set([...ports.values()].flatMap(({ wants }) => [...wants]));
  for (const connection of connections) {
    if (connection.streams.some(({ name }) => wanted.has(name))) connection.start();
    else if (connection.abort) connection.stop();
  }
}

if ('onconnect' in self) {
  self.onconnect = (event) => attach(event.ports[0]);
} else {
  ports.set(self, { wants: new Set() });
  self.onmessage = ({ data }) => heard(self, data);
}
