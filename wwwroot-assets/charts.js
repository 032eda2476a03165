// The only script that knows Plotly. The server sends traces and layout as UTF-8 JSON (in which a gap is null) and this
// module adds what belongs to the browser: size, fonts and the colours of the scheme in force.

// The one button that readers asked for, the download, is the page's own.
const configuration = { displayModeBar: false, responsive: false };
const seriesCount = 8;
const narrowWidth = 480;

/** The charts on the page: element -> the layout that the server asked for, whether its narrow form is shown, and the colours that its traces name. */
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

/** Answers what CSS makes of a colour; by a probe element, because a custom property may refer to others. */
function probed(use) {
  const probe = document.createElement('span');
  probe.hidden = true;
  document.body.append(probe);
  const style = getComputedStyle(probe);
  const result = use((value) => {
    probe.style.color = value;
    return style.color;
  }, style);
  probe.remove();
  return result;
}

function isVariable(value) {
  return typeof value === 'string' && value.startsWith('var(--');
}

/** The value with every colour that is named by a custom property replaced by the colour in force. */
function resolved(value, colour) {
  if (isVariable(value)) {
    return colour(value);
  }
  if (Array.isArray(value)) {
    return value.map((item) => resolved(item, colour));
  }
  if (isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolved(item, colour)]));
  }
  return value;
}

/** The attributes of a trace that name such colours: path -> value. */
function tints(trace, prefix = '') {
  const found = {};
  for (const [key, value] of Object.entries(trace)) {
    if (isObject(value)) {
      Object.assign(found, tints(value, `${prefix}${key}.`));
    } else if (isVariable(value) || (Array.isArray(value) && value.flat().some(isVariable))) {
      found[prefix + key] = value;
    }
  }
  return found;
}

function scheme() {
  return probed((value, style) => schemeOf((name) => value(`var(${name})`), style));
}

function schemeOf(colour, style) {
  return {
    font: getComputedStyle(document.documentElement).getPropertyValue('--chart-font').trim() || style.fontFamily,
    text: colour('--chart-text'),
    muted: colour('--chart-muted'),
    grid: colour('--chart-grid'),
    surface: colour('--chart-surface'),
    series: Array.from({ length: seriesCount }, (_, index) => colour(`--series-${index + 1}`)),
  };
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

/** Whether there is little room for a chart that has another form for that. */
function isNarrow(element, layout) {
  return layout.narrow !== undefined && element.clientWidth > 0 && element.clientWidth < narrowWidth;
}

/** The layout for the room that there is: in little of it, what the server wrote under "narrow" comes first. */
function fitted(element, { layout, narrow }) {
  const { narrow: over, ...wide } = layout;
  const result = narrow ? merge(wide, over) : wide;
  if (over !== undefined && result.height) {
    element.style.height = `${result.height}px`;
  }
  return result;
}

/** What the server asked for, over the scheme in force. */
function themed(layout) {
  const { font, text, muted, grid, surface, series } = scheme();
  const axis = {
    gridcolor: grid, linecolor: grid, zerolinecolor: grid, tickfont: { color: muted }, automargin: true,
    title: { font: { size: 12, color: muted } },
  };
  const base = {
    autosize: true,
    // A zoom outlives new points; a double click ends it.
    uirevision: 'kept',
    margin: { l: 48, r: 16, t: layout.showlegend ? 32 : 12, b: 40 },
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
  return probed((colour) => resolved(merge(base, layout), colour));
}

/** Draws the chart, or brings the one that is there to the new state. */
export async function render(element, traces, layout) {
  const library = await load();
  if (!element.isConnected) {
    return;
  }
  const chart = { layout: parse(layout), traces: parse(traces) };
  const drawing = probed((colour) => resolved(chart.traces, colour));
  const kept = { layout: chart.layout, narrow: isNarrow(element, chart.layout), tints: chart.traces.map((trace) => tints(trace)) };
  charts.set(element, kept);
  await library.react(element, drawing, themed(fitted(element, kept)), configuration);
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
  const chart = charts.get(element);
  if (!chart || !element.isConnected || element.clientWidth === 0) {
    return;
  }
  if (chart.narrow === isNarrow(element, chart.layout)) {
    window.Plotly.Plots.resize(element);
  } else {
    chart.narrow = !chart.narrow;
    window.Plotly.react(element, element.data, themed(fitted(element, chart)), configuration);
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

/** What begins like a formula gets an apostrophe, for people open the file in a spreadsheet; numbers keep their sign. */
function harmless(text) {
  return /^[=+\-@\t\r\n＝＋－＠]/.test(text) && !/^([+-]?(\d+([.,]\d+)*|[.,]\d+)(e[+-]?\d+)?%?|-)$/i.test(text) ? `'${text}` : text;
}

function cell(value) {
  const text = value === null || value === undefined || Number.isNaN(value) ? '' : harmless(String(value));
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One row for each x, one column for each line; a time is written in ISO 8601. */
function table(element) {
  const isTime = element.layout.xaxis?.type === 'date';
  const title = element.layout.xaxis?.title?.text || 'x';
  const rows = new Map();
  element.data.forEach((trace, column) => Array.from(trace.x ?? []).forEach((x, index) => {
    const key = isTime && typeof x === 'number' ? new Date(x).toISOString() : x;
    if (!rows.has(key)) {
      rows.set(key, Array(element.data.length).fill(null));
    }
    rows.get(key)[column] = trace.y?.[index];
  }));
  const header = [title, ...element.data.map((trace, index) => trace.name || `y${index + 1}`)];
  return [header, ...Array.from(rows, ([x, values]) => [x, ...values])].map((row) => row.map(cell).join(',')).join('\r\n');
}

/** Saves the points as a CSV file on the reader's machine. */
export function toCsv(element, fileName) {
  if (!charts.has(element)) {
    return;
  }
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([table(element), '\r\n'], { type: 'text/csv' }));
  link.download = `${fileName}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** Gives the attributes of a trace that name a colour the colour in force. */
function retint(element, tint, index) {
  if (Object.keys(tint).length > 0) {
    // An array is one value for each trace in a restyle, hence the brackets.
    const update = Object.entries(tint).map(([path, value]) => [path, [probed((colour) => resolved(value, colour))]]);
    window.Plotly.restyle(element, Object.fromEntries(update), [index]);
  }
}

let drawn;

/** Draws every chart in the scheme in force, if that is another one than before. */
function recolour() {
  const now = JSON.stringify(scheme());
  if (now === drawn) {
    return;
  }
  drawn = now;
  for (const [element, chart] of charts) {
    if (element.isConnected) {
      window.Plotly.relayout(element, themed(fitted(element, chart)));
      chart.tints.forEach((tint, index) => retint(element, tint, index));
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
