// What is typed into a form over what was read: a change by somebody else comes in beside it.
import { html, nothing } from './lib.js';
import { changed } from './store.js';

export class Draft {
  /** `read(view)`: the form's values; `words`: what each is called. */
  constructor(view, read, words) {
    Object.assign(this, { read, words, base: read(view), values: read(view), etag: view.etag, news: undefined });
  }

  /** What was changed here. */
  changes() {
    return Object.fromEntries(Object.entries(this.values).filter(([name, value]) => value !== this.base[name]));
  }

  /** Takes what stands by now: what was typed stays, all else is as it was read again. */
  rebase(view) {
    const now = this.read(view);
    this.news = Object.keys(now)
      .filter((name) => now[name] !== this.base[name])
      .map((name) => ({ word: this.words[name], now: now[name], kept: this.values[name] !== this.base[name] && this.values[name] !== now[name] }));
    this.values = { ...now, ...this.changes() };
    this.base = now;
    this.etag = view.etag;
  }
}

/** Tells that somebody else was quicker, and brings their change in; `load()` reads the subject again. */
export const staleNotice = (run, load) =>
  run.fault?.reason === 'STALE_VERSION'
    ? html`<div class="notice" role="alert"><strong>Somebody else has changed it since this form was opened.</strong>
        <p>Nothing was saved. What you typed stays when you take their change in.</p>
        <p><button type="button" class="button" id="rebase" ?disabled=${run.busy} @click=${() => rebase(run, load)}>Take their change in</button></p></div>`
    : run.draft?.news ? html`<div class="notice calm" role="status"><strong>Changed by somebody else meanwhile:</strong>
        <ul>${run.draft.news.map(({ word, now, kept }) => html`<li>${word} is ${shown(now)} now${kept ? ', what you typed stands in the form' : ''}.</li>`)}</ul>
        ${run.draft.news.length ? nothing : html`<p>Nothing that is in this form.</p>`}</div>`
      : nothing;

const shown = (value) => (value === true ? 'on' : value === false ? 'off' : value === '' ? 'empty' : value);

async function rebase(run, load) {
  run.busy = true;
  changed();
  try {
    run.draft.rebase(await load());
    run.fault = undefined;
  } catch (fault) {
    run.fault = fault;
  }
  run.busy = false;
  changed();
  requestAnimationFrame(() => document.querySelector('#dialog form input')?.focus());
}
