// Who is signed in, how the bridge is set up, and how the page looks.
import { html, nothing } from '../lib.js';
import { call, get, signedOut } from '../api.js';
import { app, changed, sessionOver, toast } from '../store.js';
import { act, card, copyable, empty, facts, heading, openDialog, closeDialog } from '../ui.js';
import { dateTime, when } from '../words.js';

let failed = '';

async function load() {
  try {
    app.settings = await get('/v1/settings');
    failed = '';
  } catch (fault) {
    failed = fault.message;
  }
  changed();
}

export function settings(at) {
  if (at.entered) load();
  const told = app.settings;
  return html`${heading('Settings')}
    <div class="grid two">
      ${card('You', html`${facts([['Role', app.me?.role ?? '–'], ['May change things', app.me?.role === 'operator' ? 'yes' : 'no']])}
        <div class="actions">${act('Sign in elsewhere', signInElsewhere, { title: 'A link for another browser' })}
          <button type="button" class="button" @click=${signOut}>Sign out</button></div>`)}
      ${card('Look', html`<fieldset class="choice"><legend>Theme</legend>${['system', 'light', 'dark'].map((theme) => html`
        <label><input type="radio" name="theme" value=${theme} .checked=${present() === theme} @change=${() => choose(theme)}> ${theme}</label>`)}</fieldset>`)}
    </div>
    ${card('The bridge', told
      ? html`${facts([['Version', told.version || '–'], ['Revision', told.revision || '–'], ['Started', dateTime(when(told.started))], ['Address form (SS58)', told.ss58Prefix ?? 0]])}
        ${told.settings?.length
          ? html`<div class="scroll" tabindex="0" role="region" aria-label="Settings of the bridge"><table class="plain-table"><thead><tr><th scope="col">Setting</th><th scope="col">Value</th><th scope="col">What it is</th></tr></thead>
            <tbody>${told.settings.map((one) => html`<tr><td class="mono">${one.name}</td><td class="mono wrap">${one.value ?? ''}</td><td>${one.description ?? ''}</td></tr>`)}</tbody></table></div>`
          : nothing}`
      : failed ? empty('The settings cannot be told', failed) : html`<div class="skeleton"></div>`)}`;
}

const present = () => document.documentElement.dataset.theme ?? 'system';

function choose(theme) {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem('theme', theme);
  } catch {
    // The choice holds until the page is left.
  }
  changed();
}

async function signOut() {
  try {
    await call('DELETE', '/v1/session');
  } catch (fault) {
    if (fault.http !== 401) return toast(fault.message, 'bad');
  }
  signedOut.then(false);
  sessionOver();
}

async function signInElsewhere() {
  try {
    const code = await call('POST', '/v1/sign-in-codes', {});
    openDialog({
      title: 'Sign in elsewhere',
      body: () => html`<p>This link signs in one browser, once, as ${app.me?.role}. It is good until ${dateTime(when(code.expires))}.</p>
        <p>${copyable(code.link || `${location.origin}/#code=${code.code}`)}</p>`,
      foot: () => html`<button type="button" class="button" @click=${closeDialog}>Done</button>`,
    });
  } catch (fault) {
    toast(fault.message, 'bad');
  }
}
