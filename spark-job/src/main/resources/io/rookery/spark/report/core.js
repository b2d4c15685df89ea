// The page's few helpers: elements without markup, numbers, what is chosen. Text only ever becomes a text node.
const views = [];

function el(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else if (key === 'checked' || key === 'value' || key === 'hidden' || key === 'disabled') made[key] = value;
    else made.setAttribute(key, value === true ? '' : value);
  }
  made.append(...children.filter(child => child !== null && child !== undefined));
  return made;
}

function fill(parent, ...children) {
  parent.replaceChildren(...children.filter(child => child !== null && child !== undefined));
  return parent;
}

const formats = new Map();

function number(value, digits = 2) {
  if (value === null || value === undefined || !isFinite(value)) return '';
  if (!formats.has(digits)) formats.set(digits, new Intl.NumberFormat('en-US', { maximumFractionDigits: digits }));
  return formats.get(digits).format(value);
}

function percent(value) {
  return value === null || value === undefined ? '' : value.toFixed(2) + ' %';
}

function share(part, whole) {
  return whole > 0 ? Math.round(100 * part / whole) + ' %' : 'none';
}

function compact(value) {
  if (value === null || value === undefined) return '';
  const steps = [[1e12, 'T'], [1e9, 'G'], [1e6, 'M'], [1e3, 'k']];
  for (const [size, letter] of steps) if (Math.abs(value) >= size) return number(value / size, 1) + ' ' + letter;
  return number(value, 0);
}

function duration(seconds) {
  if (seconds === null || seconds === undefined) return '';
  if (seconds < 90) return number(seconds, seconds < 10 ? 1 : 0) + ' s';
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return Math.floor(seconds / 60) + ' min ' + Math.round(seconds % 60) + ' s';
  return number(seconds / 3600, 1) + ' h';
}

function clock(millis) {
  return new Date(millis).toISOString().replace('T', ' ').slice(0, 19) + ' UTC';
}

function quantile(sorted, q) {
  if (!sorted.length) return undefined;
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.round(q * (sorted.length - 1))))];
}

function pairs(flat) {
  const points = [];
  for (let i = 0; flat && i + 1 < flat.length; i += 2) if (flat[i + 1] !== null) points.push([flat[i], flat[i + 1]]);
  return points;
}

function legend(entries) {
  return el('ul', { class: 'legend', 'aria-label': 'Legend' }, ...entries.map(([sign, text]) =>
    el('li', {}, sign ? svg('svg', { width: 22, height: 12, 'aria-hidden': 'true' }, sign()) : null, text)));
}

function svg(tag, attributes, ...children) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const signs = {
  filled: () => svg('circle', { cx: 11, cy: 6, r: 4, fill: 'var(--measured)' }),
  hollow: () => svg('circle', { cx: 11, cy: 6, r: 4, fill: 'none', stroke: 'var(--predicted)', 'stroke-width': 1.6 }),
  line: name => svg('path', { d: 'M0 6H22', stroke: 'var(--' + name + ')', 'stroke-width': 2 }),
  solid: () => signs.line('measured'),
  dashed: () => svg('path', { d: 'M0 6H22', stroke: 'var(--predicted)', 'stroke-width': 2, 'stroke-dasharray': '4 3' }),
  stop: () => svg('rect', { x: 9.5, y: 0, width: 3, height: 12, fill: 'var(--text)' }),
  whisker: () => svg('path', { d: 'M7 1H15M11 1V11M7 11H15', stroke: 'var(--predicted)', fill: 'none' }),
};

// What is chosen, and who wants to hear of it.
const chosen = { id: null, heard: [] };

function choose(id) {
  if (!id || chosen.id === id) return;
  chosen.id = id;
  chosen.heard.forEach(hear => hear(id));
}

function trialOf(data, id) {
  if (!data.byId) data.byId = new Map(data.trials.map(trial => [trial.id, trial]));
  return data.byId.get(id);
}

function fitnessOf(trial) {
  return trial.measured !== undefined && trial.measured !== null ? trial.measured : trial.predicted;
}

function isMeasured(trial) {
  return trial.measured !== undefined && trial.measured !== null;
}

function bestMeasured(data, count) {
  return data.trials.filter(trial => isMeasured(trial) && trial.curve)
    .sort((a, b) => b.measured - a.measured).slice(0, count);
}

function about(trial) {
  const lines = [trial.id + ', ' + trial.state];
  if (isMeasured(trial)) lines.push('measured ' + percent(trial.measured));
  if (trial.predicted !== undefined && trial.predicted !== null) lines.push('predicted ' + percent(trial.predicted) + ' at epoch ' + number(trial.stop));
  else if (trial.forecast && !isMeasured(trial)) lines.push('predicted ' + percent(trial.forecast.mean));
  if (trial.reason) lines.push((trial.rule ? trial.rule + ': ' : '') + trial.reason);
  if (trial.error) lines.push(trial.errorKind + ': ' + trial.error);
  if (trial.parameters !== undefined) lines.push(compact(trial.parameters) + ' parameters, ' + compact(trial.multiplyAdds) + ' multiply-adds');
  return lines;
}

function tip(lines) {
  return el('div', { class: 'tip' }, ...lines.map((line, i) => el(i ? 'div' : 'strong', {}, line)));
}
