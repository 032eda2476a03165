// The only script that knows Plotly. The server sends traces and layout as UTF-8 JSON (in which a gap is null) and this
// module adds what belongs to the browser: size, fonts and the colours of the scheme in force.

const configuration = { displaylogo: false, responsive: false, modeBarButtonsToRemove: ['select2d', 'lasso2d'] };
const seriesCount = 8;

/** The charts on the page: element -> the layout that the server asked for. */
const charts = new Map();
const decoder = new TextDecoder();
const sizes = new ResizeObserver((entries) => entries.forEach((entry) => resize(entry.target)));

let plotly;

/** Plotly is a classic script of several megabytes: fetched with the first chart, once. */
function load() {
  plotly ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = import.meta.resolve('./lib/plotly/plotly.min.js');
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => {
      // Forgotten, so that the next chart tries again.
      plotly = undefined;
      script.remove();
      reject(new Error(`The chart library did not load from ${script.src}.`));
    };
    document.head.append(script);
  });
  return plotly;
}

function parse(bytes) {
  return JSON.parse(decoder.decode(bytes));
}

/** Reads the scheme through a probe element, because a custom property may refer to others. */
function scheme() {
  const probe = document.createElement('span');
  probe.hidden = true;
  document.body.append(probe);
  const style = getComputedStyle(probe);
  const colour = (name) => {
    probe.style.color = `var(${name})`;
    return style.color;
  };
  const result = {
    font: getComputedStyle(document.documentElement).getPropertyValue('--chart-font').trim() || style.fontFamily,
    text: colour('--chart-text'),
    muted: colour('--chart-muted'),
    grid: colour('--chart-grid'),
    surface: colour('--chart-surface'),
    series: Array.from({ length: seriesCount }, (_, index) => colour(`--series-${index + 1}`)),
  };
  probe.remove();
  return result;
}

function merge(base, over) {
  if (!isObject(base) || !isObject(over)) {
    return over === undefined ? base : over;
  }
  const merged = { ...base };
  for (const [key, value] of Object.entries(over)) {
    merged[key] = merge(base[key], value);
  }
  return merged;
}

function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What the server asked for, over the scheme in force. */
function themed(layout) {
  const { font, text, muted, grid, surface, series } = scheme();
  const axis = {
    gridcolor: grid, linecolor: grid, zerolinecolor: grid, tickfont: { color: muted }, automargin: true,
  };
  const base = {
    autosize: true,
    margin: { l: 56, r: 16, t: 24, b: 40 },
    font: { family: font, size: 12, color: text },
    colorway: series,
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    hoverlabel: { bgcolor: surface, bordercolor: grid, font: { family: font, color: text } },
    legend: { orientation: 'h', y: 1.12 },
    modebar: { bgcolor: 'rgba(0,0,0,0)', color: muted, activecolor: text },
    xaxis: axis,
    yaxis: axis,
  };
  for (const name of Object.keys(layout)) {
    if (/^[xy]axis\d+$/.test(name)) {
      base[name] = axis;
    }
  }
  return merge(base, layout);
}

/** Draws the chart, or brings the one that is there to the new state. */
export async function render(element, traces, layout) {
  const library = await load();
  if (!element.isConnected) {
    return;
  }
  const asked = parse(layout);
  charts.set(element, asked);
  await library.react(element, parse(traces), themed(asked), configuration);
  sizes.observe(element);
}

/** Appends points, keeping the last maxPoints. False when there is no chart to extend: the caller draws it anew. */
export async function extend(element, update, indices, maxPoints) {
  if (!charts.has(element)) {
    return false;
  }
  const library = await load();
  await library.extendTraces(element, parse(update), indices, maxPoints);
  return true;
}

/** Fits the chart to its element. */
export function resize(element) {
  if (charts.has(element) && element.isConnected && element.clientWidth > 0) {
    window.Plotly.Plots.resize(element);
  }
}

/** Releases what the chart holds. */
export function purge(element) {
  if (charts.delete(element)) {
    sizes.unobserve(element);
    window.Plotly.purge(element);
  }
}

/** Saves the chart as a PNG file on the reader's machine. */
export async function toImage(element, fileName) {
  if (!charts.has(element)) {
    return;
  }
  const library = await load();
  const { clientWidth: width, clientHeight: height } = element;
  await library.downloadImage(element, { format: 'png', filename: fileName, width, height, scale: 2 });
}

let drawn;

/** Draws every chart in the scheme in force, if that is another one than before. */
function recolour() {
  const now = JSON.stringify(scheme());
  if (now === drawn) {
    return;
  }
  drawn = now;
  for (const [element, layout] of charts) {
    if (element.isConnected) {
      window.Plotly.relayout(element, themed(layout));
    } else {
      purge(element);
    }
  }
}

drawn = JSON.stringify(scheme());
// A scheme changes by a class or attribute of the root, by another style sheet, or by the system's own switch. A style
// sheet counts once it has loaded, and its load event does not bubble but can be captured.
new MutationObserver(recolour).observe(document.documentElement, { attributes: true });
new MutationObserver(recolour).observe(document.head, { childList: true, subtree: true, attributes: true });
document.addEventListener('load', (event) => event.target instanceof HTMLLinkElement && recolour(), true);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', recolour);
