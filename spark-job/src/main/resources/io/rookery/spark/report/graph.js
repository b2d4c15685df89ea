// View 8: one architecture as a graph, with its genome.
views.push({
  id: 'architecture', title: 'Architecture',
  help: 'The chosen trial\u2019s network, from the image at the top to the scores at the bottom. Operations without a branch between them stand in one box; the small print is the shape of what leaves it (channels x height x width).',
  why: data => data.trials.length ? null : 'There is no trial to choose yet.',
  mount(body) {
    let last = null;
    const select = el('select', { 'aria-label': 'trial', id: 'rookery-trial', onchange: () => choose(select.value) });
    const place = el('div');
    body.append(el('div', { class: 'bar' }, el('label', {}, 'trial', select),
      el('button', { type: 'button', onclick: () => exportGraph(place, last) }, 'save picture (SVG)'),
      el('button', { type: 'button', onclick: () => exportJson(last) }, 'save network (JSON)')), place);
    chosen.heard.push(() => last && update(last));

    function update(data) {
      last = data;
      const byFitness = data.trials.slice().sort((a, b) => compare(a.measured, b.measured, true) || compare(a.predicted, b.predicted, true));
      fill(select, ...byFitness.map(trial => el('option', { value: trial.id }, trial.id + ' ' + (isMeasured(trial) ? percent(trial.measured) + ' measured'
        : trial.predicted !== undefined ? percent(trial.predicted) + ' predicted' : trial.state))));
      const id = shownId(data);
      select.value = id;
      showNetwork(place, data, id);
    }
    return { update };
  },
});

function shownId(data) {
  return trialOf(data, chosen.id) ? chosen.id : data.header.bestId && trialOf(data, data.header.bestId) ? data.header.bestId : data.trials.length ? data.trials[0].id : null;
}

function showNetwork(place, data, id) {
  const trial = id && trialOf(data, id);
  if (!trial) return fill(place, el('p', { class: 'absent' }, 'No trial is chosen.'));
  const facts = el('dl', { class: 'facts' }, ...Object.entries({
    trial: about(trial).join('; '), parents: trial.parents && trial.parents.join(', '),
  }).filter(([, value]) => value).flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]),
  el('dt', {}, 'genome'), el('dd', { class: 'mono' }, trial.genome));
  const network = trial.network === undefined ? null : data.networks[trial.network];
  if (!network) return fill(place, facts, el('p', { class: 'absent' }, trial.error ? 'It has no network: ' + trial.error : 'Its network is not in the ledger, or in a form that this version cannot read.'));
  return fill(place, facts, el('div', { class: 'network', role: 'img', tabindex: 0, 'aria-label': 'Network of ' + trial.id + ' with ' + network.nodes.length + ' operations' }, drawNetwork(data, network)));
}

function words(op) {
  const square = sides => sides && sides[0] === sides[1] ? sides[0] + '\u00d7' + sides[0] : (sides || []).join('\u00d7');
  const stride = op.stride === undefined ? '' : Array.isArray(op.stride) ? (op.stride.some(s => s !== 1) ? ', stride ' + [...new Set(op.stride)].join('\u00d7') : '') : op.stride !== 1 ? ', stride ' + op.stride : '';
  if (op.op === 'convolution') return 'conv ' + square(op.kernel) + ', ' + op.filters + stride + (op.groups > 1 ? ', ' + op.groups + ' groups' : '') + (op.dilation > 1 ? ', dilation ' + op.dilation : '');
  if (op.op === 'pooling') return op.kind + ' pool ' + square(op.kernel) + stride;
  if (op.op === 'global-pooling') return 'global ' + op.kind + ' pool';
  if (op.op === 'activation') return op.kind;
  if (op.op === 'dense') return 'dense ' + op.units;
  if (op.op === 'dropout' || op.op === 'drop-path') return op.op + ' ' + number(op.rate);
  if (op.op === 'squeeze-excite') return 'squeeze-excite ' + op.hidden;
  return String(op.op) + stride;
}

// Boxes of operations that follow each other without a branch, then a level for each box: one below its lowest input.
function boxes(data, network) {
  const nodes = network.nodes.map((node, i) => ({ i, op: data.operations[node[0]], shape: data.shapes[node[1]], inputs: node.slice(2), outputs: [] }));
  nodes.forEach(node => node.inputs.forEach(input => { if (input >= 0) nodes[input].outputs.push(node.i); }));
  const made = [{ lines: ['image'], shape: network.input, inputs: [], level: 0 }], of = new Map([[-1, 0]]);
  for (const node of nodes) {
    const single = node.inputs.length === 1 && node.inputs[0] >= 0 ? nodes[node.inputs[0]] : null;
    if (single && single.outputs.length === 1) {
      const box = of.get(single.i);
      made[box].lines.push(words(node.op));
      made[box].shape = node.shape;
      of.set(node.i, box);
    } else {
      const inputs = [...new Set(node.inputs.map(input => of.get(input)))];
      made.push({ lines: [words(node.op)], shape: node.shape, inputs, level: 1 + Math.max(0, ...inputs.map(input => made[input].level)) });
      of.set(node.i, made.length - 1);
    }
  }
  return made;
}

function place(made) {
  const levels = [];
  made.forEach(box => {
    box.width = Math.max(90, ...box.lines.map(line => line.length * 6.6 + 18), box.shape.length * 6 + 18);
    box.height = 15 * box.lines.length + 22;
    (levels[box.level] = levels[box.level] || []).push(box);
  });
  const gap = 26, wide = Math.max(...levels.map(level => level.reduce((sum, box) => sum + box.width + gap, gap)));
  let y = 12;
  levels.forEach(level => {
    level.forEach(box => { box.wish = box.inputs.length ? box.inputs.reduce((sum, i) => sum + made[i].x, 0) / box.inputs.length : wide / 2; });
    level.sort((a, b) => a.wish - b.wish);
    let x = (wide - level.reduce((sum, box) => sum + box.width + gap, -gap)) / 2;
    level.forEach(box => { box.x = x + box.width / 2; box.y = y; x += box.width + gap; });
    y += Math.max(...level.map(box => box.height)) + 30;
  });
  return { wide, high: y - 10, levels };
}

function drawNetwork(data, network) {
  const made = boxes(data, network), size = place(made), side = [];
  const edges = made.flatMap(box => box.inputs.map(i => edge(made[i], box, size, side)));
  const room = side.length * 12;
  const drawing = svg('svg', { width: size.wide + room, height: size.high, viewBox: '0 0 ' + (size.wide + room) + ' ' + size.high, xmlns: 'http://www.w3.org/2000/svg' },
    svg('defs', {}, svg('marker', { id: 'rookery-arrow', viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: 'auto' }, svg('path', { d: 'M0 0L8 4L0 8z', fill: 'currentColor' }))),
    ...edges);
  made.forEach(box => {
    const group = svg('g', {}, svg('rect', { x: box.x - box.width / 2, y: box.y, width: box.width, height: box.height, rx: 5 }));
    box.lines.forEach((line, i) => group.append(caption(box.x, box.y + 16 + 15 * i, line, '')));
    group.append(caption(box.x, box.y + box.height - 5, box.shape, 'shape'));
    drawing.append(group);
  });
  return drawing;
}

function caption(x, y, text, kind) {
  const made = svg('text', { x, y, 'text-anchor': 'middle', class: kind });
  made.textContent = text;
  return made;
}

// To the next level straight down; past other levels around them on the right.
function edge(from, to, size, side) {
  const x1 = from.x, y1 = from.y + from.height, x2 = to.x, y2 = to.y - 1;
  if (to.level - from.level === 1) return svg('path', { class: 'edge', 'marker-end': 'url(#rookery-arrow)', d: `M${x1} ${y1}C${x1} ${y1 + 16} ${x2} ${y2 - 16} ${x2} ${y2}` });
  let lane = side.findIndex(end => end <= from.level);
  if (lane < 0) lane = side.push(0) - 1;
  side[lane] = to.level;
  const out = size.levels.slice(from.level + 1, to.level).flat().reduce((right, box) => Math.max(right, box.x + box.width / 2), 0) + 10 + 12 * lane;
  return svg('path', { class: 'edge', 'marker-end': 'url(#rookery-arrow)',
    d: `M${x1} ${y1}C${x1} ${y1 + 14} ${out} ${y1 + 4} ${out} ${y1 + 26}L${out} ${y2 - 26}C${out} ${y2 - 4} ${x2 + 8} ${y2 - 16} ${x2 + 8} ${y2}` });
}

function save(name, type, text) {
  const link = el('a', { href: URL.createObjectURL(new Blob([text], { type })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function exportGraph(where, data) {
  const drawing = where.querySelector('svg');
  if (!drawing || !data) return;
  const copy = drawing.cloneNode(true), style = svg('style', {});
  style.textContent = 'text{font:12px sans-serif}.shape{font-size:10px;fill:#555}rect{fill:#fff;stroke:#555}.edge{fill:none;stroke:#555}';
  copy.prepend(style);
  save(shownId(data) + '.svg', 'image/svg+xml', new XMLSerializer().serializeToString(copy));
}

function exportJson(data) {
  const trial = data && trialOf(data, shownId(data));
  const network = trial && data.networks[trial.network];
  if (!network) return;
  const nodes = network.nodes.map(node => Object.assign({}, data.operations[node[0]], { inputs: node.slice(2) }));
  const whole = Object.assign({ input: network.input.split('x').map(Number), nodes }, network.recipe ? { recipe: network.recipe } : {});
  save(trial.id + '.json', 'application/json', JSON.stringify(whole, null, 1));
}
