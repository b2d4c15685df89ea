// View 9: what good networks have in common.
// Rounded: an axis whose values differ by the last bit only has no length.
function traits(data, trial) {
  const network = trial.network === undefined ? null : data.networks[trial.network];
  const count = name => network ? network.nodes.filter(node => data.operations[node[0]].op === name).length : undefined;
  const sum = (name, key) => network ? network.nodes.map(node => data.operations[node[0]]).filter(op => op.op === name).reduce((total, op) => total + (op[key] || 0), 0) : undefined;
  const kernels = network ? network.nodes.map(node => data.operations[node[0]]).filter(op => op.op === 'convolution').map(op => (op.kernel || [1])[0]) : [];
  return {
    'operations': network ? network.nodes.length : undefined,
    'convolutions': count('convolution'),
    'filters': sum('convolution', 'filters'),
    'mean kernel': kernels.length ? Math.round(100 * kernels.reduce((a, b) => a + b, 0) / kernels.length) / 100 : undefined,
    'branches joined': network ? network.nodes.filter(node => node.length > 3).length : undefined,
    'pools': count('pooling'),
    'dense': count('dense'),
    'log\u2081\u2080 parameters': trial.parameters > 0 ? Math.round(1000 * Math.log10(trial.parameters)) / 1000 : undefined,
    'log\u2081\u2080 multiply-adds': trial.multiplyAdds > 0 ? Math.round(1000 * Math.log10(trial.multiplyAdds)) / 1000 : undefined,
    'epochs': trial.epochs,
    'fitness, %': fitnessOf(trial),
  };
}

views.push({
  id: 'parallel', title: 'Parallel coordinates',
  help: 'One line a network: solid where its fitness is measured, dashed where it is predicted; the darker, the better. Drag along an axis to keep a range.',
  why: data => data.trials.filter(trial => typeof fitnessOf(trial) === 'number' && trial.network !== undefined).length > 1 ? null
    : 'It takes at least two networks with a fitness to compare them.',
  mount(body) {
    const box = el('div', { class: 'scroll' });
    body.append(box);
    const made = chart(box, 340);
    made.place.style.minWidth = '700px';
    made.on('click', event => choose(event.data && event.data.id));

    function update(data) {
      const rows = data.trials.filter(trial => typeof fitnessOf(trial) === 'number' && trial.network !== undefined).map(trial => ({ trial, of: traits(data, trial) }));
      const names = Object.keys(rows[0].of).filter(name => new Set(rows.map(row => row.of[name]).filter(value => typeof value === 'number')).size > 1);
      const sorted = rows.map(row => fitnessOf(row.trial)).sort((a, b) => a - b);
      const low = quantile(sorted, 0.05), high = sorted[sorted.length - 1];
      const series = (name, list, filled) => ({
        type: 'parallel', name, data: list.map(row => ({ value: names.map(key => typeof row.of[key] === 'number' ? row.of[key] : '-'), id: row.trial.id,
          lineStyle: { color: colour(filled ? 'measured' : 'predicted'), type: filled ? 'solid' : 'dashed', width: row.trial.id === chosen.id ? 4 : filled ? 1.8 : 1,
            opacity: 0.15 + 0.8 * Math.max(0, Math.min(1, (fitnessOf(row.trial) - low) / Math.max(1e-9, high - low))) } })),
      });
      made.draw({
        parallel: { left: 40, right: 60, top: 40, bottom: 20, parallelAxisDefault: { nameTextStyle: { color: colour('soft'), fontSize: 11 }, axisLabel: { color: colour('soft') }, axisLine: { lineStyle: { color: colour('line') } } } },
        parallelAxis: names.map((name, dim) => Object.assign({ dim, name, z: 20 }, ends(rows.map(row => row.of[name])))),
        tooltip: tooltip({ formatter: params => params.data && params.data.id ? tip(about(trialOf(data, params.data.id))) : '' }),
        series: [series('predicted', rows.filter(row => !isMeasured(row.trial)), false), series('measured', rows.filter(row => isMeasured(row.trial)), true)],
      }, rows.length + ' networks over ' + names.join(', ') + '.');
    }
    return { update };
  },
});

// Said outright: an axis takes its ends from one of its series alone.
function ends(values) {
  const known = values.filter(value => typeof value === 'number');
  return { min: Math.min(...known), max: Math.max(...known), minInterval: known.every(Number.isInteger) ? 1 : undefined, axisLabel: { color: colour('soft'), textBorderColor: colour('ground'), textBorderWidth: 3, formatter: value => number(value, 2) } };
}
