// The way in: a one-time link brings people past this page; a token works too.
import { html, nothing } from '../lib.js';
import { call } from '../api.js';
import { app, changed, whoAmI } from '../store.js';
import { faultBox, field } from '../ui.js';

let busy = false;

async function submit(event) {
  event.preventDefault();
  const form = event.target;
  busy = true;
  app.signInFault = undefined;
  changed();
  try {
    await call('POST', '/v1/session', { token: form.elements.token.value.trim() });
    form.reset();
    await whoAmI();
  } catch (fault) {
    app.signInFault = fault;
  }
  busy = false;
  changed();
}

export const signIn = () => html`
  <main class="sign-in" id="main" tabindex="-1">
    <form @submit=${submit} class="card">
      <img src="/app/icon.svg" alt="" width="44" height="44">
      <h1 id="heading" tabindex="-1">Runtime Bridge</h1>
      ${app.ended && !app.signInFault ? html`<p class="notice" role="alert">Your session has ended. Sign in again to go on where you were.</p>` : nothing}
      <p>Ask the bridge for a link that signs you in once:</p>
      <pre tabindex="0"><code>bridge ctl monitor</code></pre>
      <p>Or paste a token of the file <code>api-tokens</code> in the bridge’s data folder.</p>
      ${faultBox(app.signInFault)}
      ${field({ label: 'Token', name: 'token', type: 'password', required: true, attributes: { autocomplete: 'current-password' } })}
      <button type="submit" class="button primary" ?disabled=${busy}>${busy ? 'Signing in …' : 'Sign in'}</button>
    </form>
  </main>`;
