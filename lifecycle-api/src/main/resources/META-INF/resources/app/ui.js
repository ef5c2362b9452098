// Small parts that every page uses.
import { html, nothing } from './lib.js';
import { app, changed, dismiss, lost, mayChange, retryNow, status } from './store.js';
import { ago, duration, stageTone, stageWord, timeOfDay, until } from './words.js';

const SHAPES = { ok: '●', ok2: '◉', busy: '◐', warn: '▲', bad: '■', idle: '○' };

/** A word with its tone, told by shape as well as by colour. */
export const badge = (word, tone) =>
  html`<span class="badge ${tone}"><span class="dot" aria-hidden="true">${SHAPES[tone] ?? '○'}</span>${word}</span>`;

export const stageBadge = (stage) => badge(stageWord(stage), stageTone(stage));

/** A page's heading, which takes the focus when the page is entered. */
export const heading = (title, more = nothing, sub = nothing) => html`
  <header class="page-head">
    <div><h1 id="heading" tabindex="-1">${title}</h1>${sub === nothing ? nothing : html`<p class="sub">${sub}</p>`}</div>
    <div class="actions">${more}</div>
  </header>`;

export const card = (title, body, more = nothing, extra = '') => html`
  <section class="card ${extra}" aria-label=${title}>
    <header><h2>${title}</h2>${more}</header>
    ${body}
  </section>`;

export const empty = (title, text = '', action = nothing) =>
  html`<div class="empty"><p class="empty-title">${title}</p><p>${text}</p>${action}</div>`;

/** A list of names and values. */
export const facts = (entries) => html`
  <dl class="facts">${entries.filter(Boolean).map(
    ([name, value, title]) => html`<div><dt>${name}</dt><dd title=${title ?? nothing}>${value}</dd></div>`,
  )}</dl>`;

/** Text that a click copies. */
export const copyable = (text, shown = text) =>
  text
    ? html`<button type="button" class="copy mono" title="Copy ${text}" aria-label="Copy ${text}" @click=${() => copy(text)}>${shown}</button>`
    : '–';

async function copy(text) {
  await navigator.clipboard?.writeText(text).catch(() => {});
  app.said = 'Copied';
  changed();
}

/** A button that only who may change things can press. */
export const act = (label, onClick, { tone = '', disabled = false, title = '' } = {}) => html`
  <button type="button" class="button ${tone}" ?disabled=${disabled || !mayChange()}
    title=${mayChange() ? title || nothing : 'Needs the role operator'} @click=${onClick}>${label}</button>`;

/** What the service has refused, with what to do. */
export const faultBox = (fault) =>
  fault
    ? html`<div class="notice bad" role="alert"><strong>${fault.message}</strong>${fault.todo ? html`<p>${fault.todo}</p>` : nothing}</div>`
    : nothing;

/** One field of a form with its fault beside it. */
export function field({ label, name, value = '', fault, hint, type = 'text', required = false, options, attributes = {}, onInput }) {
  const id = `field-${name}`;
  const described = [fault && `${id}-fault`, hint && `${id}-hint`].filter(Boolean).join(' ') || nothing;
  const input = options
    ? html`<select id=${id} name=${name} aria-invalid=${fault ? 'true' : nothing} aria-describedby=${described} ?required=${required} @change=${onInput}>
        ${options.map(([key, word]) => html`<option value=${key} .selected=${String(key) === String(value)}>${word}</option>`)}
      </select>`
    : html`<input id=${id} name=${name} type=${type} .value=${value} aria-invalid=${fault ? 'true' : nothing}
        aria-describedby=${described} ?required=${required} autocomplete=${attributes.autocomplete ?? 'off'}
        inputmode=${attributes.inputmode ?? nothing} spellcheck="false" @input=${onInput}>`;
  return html`<div class="field ${fault ? 'invalid' : ''}">
    <label for=${id}>${label}</label>${input}
    ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing}
    ${fault ? html`<p class="fault" id="${id}-fault">${fault}</p>` : nothing}
  </div>`;
}

export const check = ({ label, name, checked = false, hint, onInput }) => html`
  <label class="check"><input type="checkbox" name=${name} .checked=${checked} @change=${onInput}> <span>${label}${hint ? html`<small>${hint}</small>` : nothing}</span></label>`;

/** Opens the one dialog; `body()` and `foot()` are drawn as often as the page. */
export function openDialog({ title, body, foot, wide = false, onClose }) {
  // One that goes on where another was goes back to where that one came from.
  const opener = app.dialog?.opener ?? document.activeElement;
  app.dialog = { title, body, foot, wide, onClose, opener, entered: false };
  changed();
}

export function closeDialog() {
  const { opener, onClose } = app.dialog ?? {};
  app.dialog = undefined;
  changed();
  onClose?.();
  requestAnimationFrame(() => {
    if (app.dialog) return;
    // What opened it may be gone by now, as a row of a worker that was deleted.
    if (opener?.isConnected && opener !== document.body) opener.focus();
    else document.getElementById('heading')?.focus({ preventScroll: true });
  });
}

export const dialogView = () => html`
  <dialog id="dialog" class=${app.dialog?.wide ? 'wide' : ''} aria-labelledby="dialog-title"
    @cancel=${(event) => { event.preventDefault(); closeDialog(); }}
    @click=${(event) => event.target.id === 'dialog' && event.offsetY >= 0 && backdrop(event) && closeDialog()}>
    ${app.dialog ? html`
      <div class="dialog-frame">
        <header><h2 id="dialog-title" tabindex="-1">${app.dialog.title}</h2>
          <button type="button" class="icon" aria-label="Close" @click=${closeDialog}>✕</button></header>
        <div class="dialog-body" tabindex="0" role="group" aria-label="Content of the dialog">${app.dialog.body()}</div>
        <footer>${app.dialog.foot()}</footer>
      </div>` : nothing}
  </dialog>`;

function backdrop(event) {
  const box = event.target.getBoundingClientRect();
  return event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom;
}

/** After each drawing: the dialog is open exactly while there is one. */
export function syncDialog() {
  const dialog = document.getElementById('dialog');
  if (!dialog) return;
  if (app.dialog && !app.dialog.entered) {
    app.dialog.entered = true;
    if (!dialog.open) dialog.showModal();
    (dialog.querySelector('input:not([type=checkbox]), select, textarea') ?? dialog.querySelector('h2'))?.focus();
  } else if (!app.dialog && dialog.open) dialog.close();
}

/** Tells that what is shown has grown old. */
export function connectionBanner() {
  const loss = lost();
  if (!loss || app.signedOut || app.now - loss.since < 700) return nothing;
  return html`<div class="banner" role="alert">
    <span>${loss.reason ? html`<strong>The bridge does not answer as it should:</strong> ${loss.reason},` : html`<strong>No connection to the bridge</strong>`} for ${duration(app.now - loss.since)}. What you see is as of ${timeOfDay(loss.since)}.
      Next try ${until(loss.next)}.</span>
    <button type="button" class="button small" @click=${retryNow}>Try now</button></div>`;
}

/** Whether the page is live, in the corner of the frame. */
export function liveMark() {
  const states = Object.values(status).map((it) => it.state);
  if (states.includes('lost')) return badge('Offline', 'bad');
  if (!states.length || states.includes('loading')) return badge('Connecting', 'busy');
  return badge('Live', 'ok');
}

export const toastView = () => html`
  <div class="toasts" role="status" aria-live="polite">${app.toasts.map(
    (one) => html`<div class="toast ${one.tone}"><span>${one.text}</span>
      <button type="button" class="icon" aria-label="Dismiss" @click=${() => dismiss(one)}>✕</button></div>`,
  )}</div>`;

/** A line of an event, an alert or a step: when, and what. */
export const agoTime = (ms) => html`<time datetime=${ms ? new Date(ms).toISOString() : nothing} title=${ms ? new Date(ms).toLocaleString() : ''}>${ago(ms)}</time>`;
