// What happened to a pool or a worker, in words, the newest first; asked again when there is more.
import { html, nothing } from './lib.js';
import { get } from './api.js';
import { changed } from './store.js';
import { agoTime, empty } from './ui.js';
import { when } from './words.js';

const LIMIT = 60;
/** Events in close succession are asked for once. */
const PAUSE_MS = 250;
const known = new Map();

const TONES = [
  [/(retry|fail|reject|went_back|fell_behind|refus)/, 'bad'],
  [/(deleted|stopped|removed|kick)/, 'warn'],
  [/(tip_reached|recovered|created|loaded|initialized)/, 'ok'],
];
export const toneOf = (kind) => TONES.find(([pattern]) => pattern.test(kind))?.[1] ?? 'busy';

/** The history at this address as of a sequence number. */
export function history(url, sequence) {
  let one = known.get(url);
  if (!one) {
    if (known.size > 30) known.delete(known.keys().next().value);
    one = { entries: [], sequence: undefined, asking: false };
    known.set(url, one);
  }
  if (one.sequence !== sequence && !one.asking) ask(one, url, sequence);
  if (one.fault && !one.entries.length) return empty('The history cannot be told', one.fault.message);
  if (!one.entries.length) return one.sequence === undefined || one.asking ? html`<div class="skeleton"></div>` : empty('Nothing happened yet');
  return html`<ol class="timeline" tabindex="0" aria-label="Events, the newest first">${one.entries.map((entry) => html`<li class=${toneOf(entry.kind ?? '')}>
      ${agoTime(when(entry.time))}
      <p>${entry.text}${entry.issuedBy || entry.causeText ? html` <small class="muted">${entry.issuedBy ? `by ${entry.issuedBy}` : entry.causeText}</small>` : nothing}</p></li>`)}</ol>
    ${one.more ? html`<p class="more"><button type="button" class="button" @click=${() => older(one, url)}>Older events</button></p>` : nothing}`;
}

async function ask(one, url, sequence) {
  one.asking = true;
  if (one.entries.length) await new Promise((done) => setTimeout(done, PAUSE_MS));
  try {
    const answer = await get(url, { limit: LIMIT });
    const fresh = answer.entries ?? [];
    const oldest = BigInt(fresh.at(-1)?.sequence ?? 0);
    one.entries = [...fresh, ...one.entries.filter((entry) => BigInt(entry.sequence) < oldest)];
    one.more ??= fresh.length === LIMIT;
    one.fault = undefined;
  } catch (fault) {
    one.fault = fault;
  }
  one.sequence = sequence;
  one.asking = false;
  changed();
}

async function older(one, url) {
  const answer = await get(url, { limit: LIMIT, beforeSequence: one.entries.at(-1).sequence }).catch(() => ({}));
  const entries = answer.entries ?? [];
  one.entries = [...one.entries, ...entries];
  one.more = entries.length === LIMIT;
  changed();
}
