// One way to make a chart: SVG, sized by its box, in the page's colours, with a name for those who do not see it.
const charts = [];

// Asked for thousands of times while a page is drawn: the browser is asked once for each, until colours change.
const colours = new Map();

function colour(name) {
  if (!colours.has(name)) colours.set(name, getComputedStyle(document.body).getPropertyValue('--' + name).trim());
  return colours.get(name);
}

const ranks = ['one', 'two', 'three', 'four', 'five'];

function chart(box, height) {
  const place = el('div', { class: 'chart', role: 'img', tabindex: 0 });
  place.style.height = height + 'px';
  box.append(place);
  let drawn = null;
  const made = {
    place,
    draw(option, label, rows) {
      if (rows) place.style.height = rows + 'px';
      if (!drawn) drawn = echarts.init(place, null, { renderer: 'svg' });
      else drawn.resize();
      place.setAttribute('aria-label', label);
      place.rookeryChart = drawn;
      drawn.dispatchAction({ type: 'hideTip' }); // else it is shown again later, in a box that is gone by then
      drawn.setOption(Object.assign(base(), option), { notMerge: true });
    },
    // Later: a chart that is drawn anew while it handles a click loses the element that it still asks.
    on(event, handler) {
      if (!drawn) drawn = echarts.init(place, null, { renderer: 'svg' });
      drawn.on(event, found => setTimeout(() => handler(found)));
    },
    resize() { if (drawn) drawn.resize(); },
  };
  charts.push(made);
  return made;
}

function base() {
  return {
    animation: false,
    backgroundColor: 'transparent',
    textStyle: { color: colour('text'), fontFamily: 'system-ui, sans-serif' },
    grid: { left: 56, right: 24, top: 16, bottom: 44, containLabel: false },
    tooltip: tooltip(),
  };
}

function tooltip(extra) {
  return Object.assign({
    trigger: 'item', confine: true, transitionDuration: 0,
    backgroundColor: colour('ground'), borderColor: colour('line'), textStyle: { color: colour('text') },
  }, extra);
}

function axis(name, extra) {
  return Object.assign({
    type: 'value', name, nameLocation: 'middle', nameGap: 28, nameTextStyle: { color: colour('soft') },
    axisLine: { show: true, lineStyle: { color: colour('line') } },
    axisLabel: { color: colour('soft'), hideOverlap: true },
    splitLine: { lineStyle: { color: colour('line'), opacity: 0.5 } },
    minorSplitLine: { show: false },
  }, extra);
}

// Around one value alone an axis of ECharts reaches from its half to nearly its double.
const snug = { scale: true, min: of => of.min === of.max ? Math.floor(of.min) - 1 : null, max: of => of.min === of.max ? Math.ceil(of.max) + 1 : null };

function upright(name, extra) {
  return axis(name, Object.assign({ nameGap: 40 }, extra));
}

// A line of any number of points that is one shape, so that a thousand of them are quick.
function bundle(name, items, style) {
  return {
    type: 'custom', name, clip: true, silent: false, z: style.z || 1,
    data: items.map((item, i) => ({ value: [item.points[item.points.length - 1][0], item.points[item.points.length - 1][1], i], id: item.id })),
    renderItem(params, api) {
      const item = items[api.value(2)];
      const stroke = item.stroke || style.stroke;
      return {
        type: 'polyline',
        shape: { points: item.points.map(point => api.coord(point)) },
        style: { fill: 'none', stroke, lineWidth: style.width || 1, opacity: style.opacity || 1, lineDash: style.dash || null },
        emphasis: { style: { stroke: colour('accent'), lineWidth: 2.5, opacity: 1 } },
      };
    },
  };
}

// From the lower to the upper end of an interval, with caps.
function whiskers(items, stroke, lying) {
  return {
    type: 'custom', name: 'interval', clip: true, silent: true, z: 3,
    data: items.map((item, i) => [item.x, item.y, i]),
    renderItem(params, api) {
      const item = items[api.value(2)];
      const a = api.coord(lying ? [item.lower, item.y] : [item.x, item.lower]);
      const b = api.coord(lying ? [item.upper, item.y] : [item.x, item.upper]);
      const cap = 4;
      const line = (x1, y1, x2, y2) => ({ type: 'line', shape: { x1, y1, x2, y2 }, style: { stroke: item.stroke || stroke, lineWidth: item.width || 1, opacity: item.opacity || 1 } });
      return {
        type: 'group',
        children: lying
          ? [line(a[0], a[1], b[0], b[1]), line(a[0], a[1] - cap, a[0], a[1] + cap), line(b[0], b[1] - cap, b[0], b[1] + cap)]
          : [line(a[0], a[1], b[0], b[1]), line(a[0] - cap, a[1], a[0] + cap, a[1]), line(b[0] - cap, b[1], b[0] + cap, b[1])],
      };
    },
  };
}

function picker(label, options, changed) {
  const select = el('select', { onchange: () => changed(select.value) },
    ...options.map(([value, text]) => el('option', { value }, text)));
  return el('label', {}, label, select);
}

function toggle(label, on, changed) {
  const box = el('input', { type: 'checkbox', checked: on, onchange: () => changed(box.checked) });
  return el('label', {}, box, label);
}

let resizing = 0;
addEventListener('resize', () => {
  clearTimeout(resizing);
  resizing = setTimeout(() => charts.forEach(made => made.resize()), 100);
});
