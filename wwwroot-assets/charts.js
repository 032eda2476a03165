// What Plotly.Blazor has no call for: it loads the script of the package, tells the server which colours are in force and
// how much room a plot has, fits plots to their elements, and saves them as files. Drawing is the package's business.
import { importScript } from './_content/Plotly.Blazor/plotly-interop-7.2.0.js';

const library = './_content/Plotly.Blazor/plotly-basic-3.7.0.min.js';
const scriptId = 'plotly-import';
const seriesCount = 8;
const narrowWidth = 480;

/** The plots on the page: id of the element -> the element, who is told on the server, and what was told. */
const plots = new Map();
const sizes = new ResizeObserver((entries) => entries.forEach((entry) => resize(entry.target)));

let loading;

/**
 * Loads the script before the package would: by its fingerprinted address, which the browser keeps, and so that a failure can be tried
 * again. The package then finds it in its place.
 */
export function load() {
  loading ??= importScript(scriptId, import.meta.resolve(library)).then(
    () => {
      document.getElementById(scriptId).dataset.originalSrc = library;
    },
    (error) => {
      loading = undefined;
      document.getElementById(scriptId)?.remove();
      throw error;
    });
  return loading;
}

/** What CSS makes of the colours of the scheme in force; by a probe element, because a custom property may refer to others. */
function colours() {
  const probe = document.createElement('span');
  probe.hidden = true;
  document.body.append(probe);
  const style = getComputedStyle(probe);
  const colour = (name) => {
    probe.style.color = `var(${name})`;
    return style.color;
  };
  const found = {
    font: getComputedStyle(document.documentElement).getPropertyValue('--chart-font').trim() || style.fontFamily,
    text: colour('--chart-text'),
    muted: colour('--chart-muted'),
    grid: colour('--chart-grid'),
    surface: colour('--chart-surface'),
    low: colour('--chart-low'),
    high: colour('--chart-high'),
    series: Array.from({ length: seriesCount }, (_, index) => colour(`--series-${index + 1}`)),
  };
  probe.remove();
  return found;
}

function sceneOf(element) {
  return { colours: scheme, narrow: element.clientWidth > 0 && element.clientWidth < narrowWidth };
}

/** Follows an element, and answers with its scene; null when it has left the page. */
export function watch(id, server) {
  const element = document.getElementById(id);
  if (!element) {
    return null;
  }
  const scene = sceneOf(element);
  plots.set(id, { element, server, told: JSON.stringify(scene) });
  sizes.observe(element);
  return scene;
}

/** Releases what a plot holds, its element being on the page or not. */
export function leave(id) {
  const plot = plots.get(id);
  if (plot) {
    plots.delete(id);
    sizes.unobserve(plot.element);
    window.Plotly.purge(plot.element);
  }
}

function isAway() {
  return document.getElementById('components-reconnect-modal')?.open === true;
}

/** Tells the server of another scene; what changes while it is away is told when it is back. */
function tell(plot) {
  const scene = sceneOf(plot.element);
  const words = JSON.stringify(scene);
  if (words !== plot.told && plot.element.isConnected && !isAway()) {
    plot.told = words;
    // Who has left the page in the meantime needs no news.
    plot.server.invokeMethodAsync('ChangeScene', scene).catch(() => {});
  }
}

/** Fits the plot to its element. */
function resize(element) {
  const plot = plots.get(element.id);
  if (plot && element.clientWidth > 0 && element.classList.contains('js-plotly-plot')) {
    tell(plot);
    window.Plotly.Plots.resize(element);
  }
}

/** Saves the plot as a PNG file on the reader's machine. */
export async function toImage(id, fileName) {
  const plot = plots.get(id);
  if (plot) {
    const { clientWidth: width, clientHeight: height } = plot.element;
    await window.Plotly.downloadImage(plot.element, { format: 'png', filename: fileName, width, height, scale: 2 });
  }
}

/** What begins like a formula gets an apostrophe, for people open the file in a spreadsheet; numbers keep their sign. */
function harmless(text) {
  return /^[=+\-@\t\r\n＝＋－＠]/.test(text) && !/^([+-]?(\d+([.,]\d+)*|[.,]\d+)(e[+-]?\d+)?%?|-)$/i.test(text) ? `'${text}` : text;
}

function cell(value) {
  const text = value === null || value === undefined || Number.isNaN(value) ? '' : harmless(String(value));
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The figures of a trace: those of a heat map's row are its colours. */
function figures(trace) {
  return trace.marker?.coloraxis ? trace.marker.color : trace.y;
}

/** One row for each x, one column for each line; a time is written in ISO 8601. */
function table({ data, layout }) {
  const isTime = layout.xaxis?.type === 'date';
  const title = layout.xaxis?.title?.text || 'x';
  const rows = new Map();
  data.forEach((trace, column) => Array.from(trace.x ?? []).forEach((x, index) => {
    const key = isTime && typeof x === 'number' ? new Date(x).toISOString() : x;
    if (!rows.has(key)) {
      rows.set(key, Array(data.length).fill(null));
    }
    rows.get(key)[column] = figures(trace)?.[index];
  }));
  const header = [title, ...data.map((trace, index) => trace.name || `y${index + 1}`)];
  return [header, ...Array.from(rows, ([x, values]) => [x, ...values])].map((row) => row.map(cell).join(',')).join('\r\n');
}

/** Saves the points as a CSV file on the reader's machine. */
export function toCsv(id, fileName) {
  const plot = plots.get(id);
  if (!plot) {
    return;
  }
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([table(plot.element), '\r\n'], { type: 'text/csv' }));
  link.download = `${fileName}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}

let scheme = colours();

/** Tells the server when another scheme is in force. */
function follow() {
  scheme = colours();
  plots.forEach(tell);
}

// A scheme changes by a class or attribute of the root, by another style sheet, or by the system's own switch. A style
// sheet counts once it has loaded, and its load event does not bubble but can be captured.
new MutationObserver(follow).observe(document.documentElement, { attributes: true });
new MutationObserver(follow).observe(document.head, { childList: true, subtree: true, attributes: true });
document.addEventListener('load', (event) => event.target instanceof HTMLLinkElement && follow(), true);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', follow);
// What was told last may have been lost with the connection.
new MutationObserver(() => {
  if (!isAway()) {
    plots.forEach((plot) => (plot.told = undefined));
    follow();
  }
}).observe(document.getElementById('components-reconnect-modal'), { attributeFilter: ['open'] });
