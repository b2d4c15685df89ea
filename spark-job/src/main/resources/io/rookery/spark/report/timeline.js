// View 7: who trained what, when.
views.push({
  id: 'timeline', title: 'Slots and devices over time',
  help: 'One row an executor and device, a lane each for trainings that share one. Filled: trained to the end. Hollow: ended early. A gap is a slot without a reported epoch.',
  why: data => data.timeline.rows.length ? null : 'No epoch has been reported yet, so no slot is known to have worked.',
  mount(body) {
    const words = el('p', { class: 'soft' });
    body.append(words);
    const box = el('div', { class: 'scroll' });
    body.append(box);
    const made = chart(box, 160);
    made.on('click', event => choose(event.data && event.data.id));

    function update(data) {
      const of = data.timeline, span = of.to - of.from;
      const rows = of.rows.map(row => 'executor ' + row.executor + ', ' + row.device + (row.lane ? ' (' + (row.lane + 1) + ')' : ''));
      const bars = of.rows.flatMap((row, y) => triples(row.spans).map(([id, from, to]) => ({ id, y, from, to, trial: trialOf(data, id) })));
      const used = span > 0 ? of.busy / (of.slots * span) : 0;
      const text = of.slots + (of.slots === 1 ? ' slot' : ' slots') + ', busy ' + Math.round(100 * used) + ' % of ' + duration(span) + ' (reported epochs only).';
      words.textContent = text;
      made.draw({
        grid: { left: Math.min(170, 60 + 6 * Math.max(...rows.map(row => row.length))), right: 20, top: 8, bottom: 44 },
        xAxis: axis('minutes since the search began', { min: 0, max: Math.max(of.to / 60, 0.01), axisLabel: { color: colour('soft'), hideOverlap: true, showMaxLabel: false } }),
        yAxis: { type: 'category', data: rows, inverse: true, axisLabel: { color: colour('soft'), width: 150, overflow: 'truncate' }, axisLine: { lineStyle: { color: colour('line') } }, axisTick: { show: false } },
        tooltip: tooltip({ formatter: params => tip([...about(bars[params.dataIndex].trial), duration(bars[params.dataIndex].from) + ' to ' + duration(bars[params.dataIndex].to)]) }),
        series: [{
          type: 'custom', clip: true, data: bars.map(bar => ({ value: [bar.from / 60, bar.y, bar.to / 60], id: bar.id })),
          renderItem(params, api) {
            const from = api.coord([api.value(0), api.value(1)]), to = api.coord([api.value(2), api.value(1)]);
            const high = Math.min(22, api.size([0, 1])[1] * 0.7), trial = bars[params.dataIndex].trial;
            const tint = colour(trial.state === 'failed' ? 'failed' : trial.state === 'running' ? 'running' : isMeasured(trial) ? 'measured' : 'predicted');
            return { type: 'rect', shape: { x: from[0], y: from[1] - high / 2, width: Math.max(1, to[0] - from[0]), height: high, r: 2 },
              style: { fill: isMeasured(trial) || trial.state === 'running' ? tint : 'transparent', stroke: trial.id === chosen.id ? colour('text') : tint, lineWidth: trial.id === chosen.id ? 3 : 1.2, opacity: 0.9 } };
          },
        }],
      }, 'Timeline of ' + rows.length + ' rows. ' + text, 60 + Math.max(2, rows.length) * 34);
    }
    return { update };
  },
});

function triples(flat) {
  const found = [];
  for (let i = 0; i + 2 < flat.length; i += 3) found.push([flat[i], flat[i + 1], flat[i + 2]]);
  return found;
}
