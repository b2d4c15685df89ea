// View 5: what fitness costs, and the networks that no other beats in both.
const prices = {
  multiplyAdds: ['multiply-adds of one image', trial => trial.multiplyAdds],
  parameters: ['parameters', trial => trial.parameters],
  pace: ['device seconds per training epoch', trial => trial.seconds && trial.epochs ? trial.seconds / trial.epochs : undefined],
};

function front(points) {
  const sorted = points.slice().sort((a, b) => a.x - b.x || b.y - a.y);
  const kept = [];
  for (const point of sorted) if (!kept.length || point.y > kept[kept.length - 1].y) kept.push(point);
  return kept;
}

views.push({
  id: 'pareto', title: 'Pareto front',
  help: 'Fitness against cost. The line joins measured networks that no other measured network beats in both. Click a point, or move along the front with the arrow keys, and its architecture appears.',
  why: data => data.trials.some(trial => trial.multiplyAdds !== undefined && typeof fitnessOf(trial) === 'number') ? null
    : 'No network with a known size has a fitness yet.',
  mount(body) {
    let price = 'multiplyAdds', whole = false, last = null, along = [];
    const left = el('div'), right = el('div', { class: 'picked' });
    body.append(el('div', { class: 'bar' }, picker('cost', Object.keys(prices).map(key => [key, prices[key][0]]), value => { price = value; if (last) update(last); }),
      toggle('whole range of fitness', false, on => { whole = on; if (last) update(last); }),
      el('span', { class: 'soft' }, 'Inference latency is not in the ledger; the pace of training is the measured time there is.')),
    el('div', { class: 'beside' }, left, right));
    const made = chart(left, 380);
    left.append(legend([[signs.filled, 'measured'], [signs.hollow, 'predicted'], [signs.solid, 'Pareto front of the measured']]));
    made.on('click', event => choose(event.data && event.data.id));
    made.place.addEventListener('keydown', event => {
      const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
      if (!step || !along.length) return;
      event.preventDefault();
      const now = along.findIndex(point => point.id === chosen.id);
      choose(along[now < 0 ? 0 : Math.min(along.length - 1, Math.max(0, now + step))].id);
    });
    chosen.heard.push(() => last && update(last));

    function update(data) {
      last = data;
      const points = data.trials.map(trial => ({ id: trial.id, x: prices[price][1](trial), y: fitnessOf(trial), filled: isMeasured(trial) }))
        .filter(point => point.x > 0 && typeof point.y === 'number');
      const measured = points.filter(point => point.filled);
      along = front(measured);
      const heights = sound(points.map(point => point.y), whole);
      const scatter = (name, list, filled) => ({
        type: 'scatter', name, symbolSize: points.length > 300 ? 6 : 10, z: filled ? 3 : 2,
        data: list.map(point => ({ value: [point.x, point.y], id: point.id, symbolSize: point.id === chosen.id ? 16 : undefined,
          itemStyle: { color: filled ? colour('measured') : 'transparent', borderColor: point.id === chosen.id ? colour('text') : colour(filled ? 'measured' : 'predicted'),
            borderWidth: point.id === chosen.id ? 3 : 1.5 } })),
      });
      made.draw({
        xAxis: axis(prices[price][0], spread(points.filter(point => point.y >= heights.min).map(point => point.x))),
        yAxis: upright('fitness, %', heights),
        tooltip: tooltip({ formatter: params => params.data && params.data.id ? tip(about(trialOf(data, params.data.id))) : '' }),
        series: [
          { type: 'line', name: 'front', step: 'end', symbol: 'none', silent: true, data: along.map(point => [point.x, point.y]), lineStyle: { color: colour('measured'), width: 1.5 } },
          scatter('predicted', points.filter(point => !point.filled), false), scatter('measured', measured, true),
        ],
      }, measured.length + ' measured and ' + (points.length - measured.length) + ' predicted networks. On the front: '
        + along.map(point => point.id + ' ' + percent(point.y) + ' at ' + compact(point.x)).join(', ') + '.');
      showNetwork(right, data, chosen.id || (along.length ? along[along.length - 1].id : null));
    }
    return { update };
  },
});

// Costs differ by powers of ten; a narrow range needs no logarithm.
function spread(values) {
  const low = Math.min(...values), high = Math.max(...values);
  const format = { color: colour('soft'), hideOverlap: true, formatter: value => value >= 1000 ? compact(value) : number(value, 3) };
  if (high / low > 8) return { type: 'log', axisLabel: Object.assign(format, { showMinLabel: false, showMaxLabel: false }), min: low / 1.3, max: high * 1.3 };
  return { scale: true, axisLabel: format };
}

// The lowest twentieth does not squash the rest, in neither direction.
function sound(values, whole) {
  const sorted = values.slice().sort((a, b) => a - b);
  const high = sorted[sorted.length - 1], low = whole ? sorted[0] : quantile(sorted, 0.05);
  const room = Math.max((high - low) * 0.08, 0.3);
  return { min: round(Math.max(0, Math.min(low - room, high - room))), max: round(high + room),
    axisLabel: { color: colour('soft'), showMinLabel: false, showMaxLabel: false } };
}
