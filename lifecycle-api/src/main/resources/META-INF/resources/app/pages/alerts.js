// What an operator should look at, the worst first, each with what to do.
import { html, nothing } from '../lib.js';
import { live, settled } from '../store.js';
import { agoTime, badge, card, empty, heading } from '../ui.js';
import { SEVERITY, plural, severityRank, when } from '../words.js';

export function alertLine(alert, full = true) {
  const [word, tone] = SEVERITY[alert.severity] ?? ['Notice', 'busy'];
  const subject = alert.workerId
    ? html`<a href="#/workers/${alert.workerId}">${alert.subject}</a>`
    : Number(alert.pid ?? 0) || alert.subject?.startsWith('pool ') ? html`<a href="#/pools/${alert.pid ?? 0}">${alert.subject}</a>` : alert.subject;
  return html`<li class="alert ${tone}">
    <div>${badge(word, tone)} <b>${subject}</b> ${agoTime(when(alert.since))}</div>
    <p>${alert.text}</p>
    ${alert.advice ? html`<p class="advice">${alert.advice}</p>` : nothing}
    ${full ? html`<p class="muted mono">${alert.rule}</p>` : nothing}
  </li>`;
}

export function alerts() {
  const all = [...live.alerts.values()].sort(
    (a, b) => severityRank(a.severity) - severityRank(b.severity) || when(a.since) - when(b.since),
  );
  return html`
    ${heading('Alerts', nothing, all.length ? `${plural(all.length, 'alert')} standing, the worst first` : nothing)}
    ${card('Standing alerts', all.length
      ? html`<ul class="alerts">${all.map((alert) => alertLine(alert))}</ul>`
      : settled('alerts') ? empty('Nothing needs you', 'No rule is broken. This page tells at once when one is.') : html`<div class="skeleton"></div>`)}`;
}
