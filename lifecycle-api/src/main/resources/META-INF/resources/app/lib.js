// The one place that names the library's version; the jar of the same version is in pom.xml.
export { html, svg, nothing, render } from '/_static/lit-html/3.3.2/lit-html.js';
export { repeat } from '/_static/lit-html/3.3.2/directives/repeat.js';
export { live } from '/_static/lit-html/3.3.2/directives/live.js';
