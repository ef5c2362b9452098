// Questions to the service that cost it work: asked once what is wanted rests, and again now and then.
import { call } from './api.js';
import { changed } from './store.js';

const REST_MS = 250;
const AGAIN_MS = 15_000;
const slots = new Map();

/**
 * The newest answer of a slot: `{answer, fault, busy}`. What was answered before stays until the
 * next is there. `live`: whether the answer grows old by itself.
 */
export function ask(slot, path, request, live) {
  const key = `${path} ${JSON.stringify(request)}`;
  let one = slots.get(slot);
  if (!one) slots.set(slot, (one = { busy: true }));
  const old = live && !one.busy && Date.now() - one.at > AGAIN_MS && !document.hidden;
  if (one.key !== key || old) {
    one.key = key;
    one.busy = true;
    one.abort?.abort();
    clearTimeout(one.timer);
    one.timer = setTimeout(() => send(one, key, path, request), one.at ? REST_MS : 0);
  }
  return one;
}

async function send(one, key, path, request) {
  one.abort = new AbortController();
  try {
    const answer = await call('POST', path, request, { signal: one.abort.signal });
    if (one.key !== key) return;
    Object.assign(one, { answer, fault: undefined });
  } catch (fault) {
    if (fault.name === 'AbortError' || one.key !== key) return;
    one.fault = fault;
  }
  Object.assign(one, { busy: false, at: Date.now() });
  changed();
}
