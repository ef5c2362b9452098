// All that the page knows, and when it is drawn again: at most once for each frame.
import { get, signedOut } from './api.js';

/** Live tables by stream; each a Map by key. */
export const live = {
  chain: new Map(),
  alerts: new Map(),
  pools: new Map(),
  workers: new Map(),
  transactions: new Map(),
  rounds: new Map(),
};
/** How each stream is: loading, live, lost or signed-out. */
export const status = {};
/** Counts every change of a table, for who keeps something computed from it. */
export const version = { chain: 0, alerts: 0, pools: 0, workers: 0, transactions: 0, rounds: 0 };
export const app = {
  me: undefined,
  settings: undefined,
  signedOut: false,
  now: Date.now(),
  toasts: [],
  dialog: undefined,
};

let drawing = false;
let draw = () => {};
const listeners = new Set();

/** Draws the page in the next frame. */
export function changed() {
  if (drawing) return;
  drawing = true;
  requestAnimationFrame(() => {
    drawing = false;
    draw();
  });
}

export const drawWith = (drawer) => {
  draw = drawer;
};

/** Calls back after each batch of a stream; returns what ends it. */
export function onBatch(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

let port;
/** What the present page follows; nothing before there is one, or while nobody is signed in. */
let following;

/** Connects to the feed: shared by all tabs where the browser can do that. */
export function connect() {
  if (port) return;
  const module = { type: 'module', name: 'bridge-feed' };
  if ('SharedWorker' in window) port = new SharedWorker('/app/feed.js', module).port;
  else port = new Worker('/app/feed.js', module);
  port.onmessage = ({ data }) => take(data);
  addEventListener('pagehide', () => port.postMessage({ bye: true }));
  addEventListener('pageshow', (event) => event.persisted && following && port.postMessage(following));
  addEventListener('online', () => port.postMessage({ retry: true }));
}

/** Which streams the present page needs, which worker it is about, and what it shows of each. */
export function follow(streams, focus, fields) {
  const want = [...new Set(['chain', 'alerts', 'pools', 'workers', ...streams])];
  if (following && want.join() === following.want.join() && focus === following.focus && fields.join() === following.fields.join()) return;
  following = { want, focus, fields };
  // How a stream is that nobody here follows is not told any more.
  for (const name of Object.keys(status)) if (!want.includes(name)) delete status[name];
  port?.postMessage(following);
}

/** Nobody is signed in: nothing is followed, and nothing stays of what was. */
export function unfollow() {
  if (!following) return;
  following = undefined;
  for (const table of Object.values(live)) table.clear();
  for (const name of Object.keys(status)) delete status[name];
  app.settings = undefined;
  port?.postMessage({ want: [], focus: undefined });
}

/** Tells the other tabs that their session is over, too. */
export const sessionOver = () => port?.postMessage({ signedOut: true });

export const retryNow = () => port?.postMessage({ retry: true });

function take(message) {
  if (message.status) {
    if (following?.want.includes(message.status.stream)) status[message.status.stream] = message.status;
    if (message.status.state === 'signed-out') signedOut.then(true);
  }
  // Someone has signed in again in another tab.
  if (message.signedIn && app.signedOut) whoAmI().catch(() => {});
  if (message.stream) {
    const table = live[message.stream];
    if (message.reset) table.clear();
    for (const [key, item] of message.entries) {
      if (item === null) table.delete(key);
      else table.set(key, item);
    }
    version[message.stream]++;
  }
  for (const listener of listeners) listener(message);
  changed();
}

/** The newest chain status, if there is one. */
export const chainNow = () => live.chain.get('chain')?.view;
export const samples = () => live.chain.get('chain')?.samples ?? [];

/** True once a stream has told all that stands. */
export const settled = (stream) => status[stream]?.settled === true || live[stream].size > 0;

/** The longest loss of a connection that stands, if one does. */
export const lost = () =>
  Object.values(status)
    .filter((it) => it.state === 'lost')
    .sort((a, b) => a.since - b.since)[0];

export const mayChange = () => app.me?.role === 'operator';

export async function whoAmI() {
  app.me = await get('/v1/me');
  app.signedOut = false;
  port?.postMessage({ signedIn: true });
  changed();
}

/** Says something for a while; faults stay until they are closed. */
export function toast(text, tone = 'ok') {
  const one = { text, tone, id: Math.random() };
  app.toasts.push(one);
  if (app.toasts.length > 4) app.toasts.shift();
  if (tone === 'ok') setTimeout(() => dismiss(one), 6_000);
  changed();
}

export function dismiss(one) {
  app.toasts = app.toasts.filter((it) => it !== one);
  changed();
}

setInterval(() => {
  app.now = Date.now();
  if (!document.hidden) changed();
}, 1_000);
