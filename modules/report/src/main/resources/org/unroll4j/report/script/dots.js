/* A dot and an interval per row. */

/* Names stand above their rows where there is no room beside them. */
function isStacked(view, width) {
  return width < 520 || view.spec.items.some(function (item) { return item.name.length > 28; });
}

function dotsHeight(view, width) {
  return (isStacked(view, width) ? 48 : 36) * view.spec.items.length + 40;
}

function dots(view, theme, width) {
  const items = view.spec.items;
  const unit = view.spec.unit;
  const stacked = isStacked(view, width);
  const option = base(theme);
  const known = items.reduce(function (all, item) {
    return all.concat([item.value, item.low, item.high].filter(Number.isFinite));
  }, Number.isFinite(view.spec.from) ? [view.spec.from] : []);
  const range = [Math.min.apply(null, known), Math.max.apply(null, known)];
  option.grid = {
    left: stacked ? 10 : 210, right: stacked ? 56 : 72, top: 6, bottom: 30, outerBoundsMode: 'none'
  };
  option.xAxis = valueAxis({ title: '', unit: unit }, theme, false);
  option.xAxis.splitLine.show = true;
  bounds(option.xAxis, range[0], range[1] + 0.03 * (range[1] - range[0]));
  const rows = {
    type: 'category', inverse: true, axisTick: { show: false }, axisLine: { show: false }
  };
  option.yAxis = [
    Object.assign({}, rows, {
      data: items.map(function (item, i) { return String(i); }),
      axisLabel: {
        show: !stacked, color: theme.ink, fontSize: 13, width: 196, overflow: 'truncate', margin: 10,
        formatter: function (index) { return items[Number(index)].name; }
      }
    }),
    Object.assign({}, rows, {
      position: 'right', data: items.map(function (item, i) { return String(i); }),
      axisLabel: {
        color: theme.ink, fontSize: 13, fontWeight: 600, margin: 10,
        padding: stacked ? [18, 0, 0, 0] : 0,
        formatter: function (index) { return text(unit, items[Number(index)].value); }
      }
    })
  ];
  option.series = [
    {
      type: 'custom', data: items.map(function (item, i) { return [item.value, i]; }),
      encode: { x: 0, y: 1 },
      renderItem: function (params, api) {
        const item = items[params.dataIndex];
        const paint = colour(look(item.role).property);
        const centre = api.coord([item.value, params.dataIndex]);
        const children = [];
        if (stacked) {
          centre[1] += 9;
          children.push({
            type: 'text',
            style: {
              text: item.name, x: params.coordSys.x, y: centre[1] - 20, fill: theme.ink,
              fontSize: 13, fontFamily: FONT, verticalAlign: 'middle', overflow: 'truncate',
              width: params.coordSys.width
            }
          });
        }
        if (Number.isFinite(item.low) && Number.isFinite(item.high)) {
          const low = api.coord([item.low, params.dataIndex])[0];
          const high = api.coord([item.high, params.dataIndex])[0];
          children.push({
            type: 'rect',
            shape: { x: low, y: centre[1] - 4, width: Math.max(high - low, 1), height: 8, r: 4 },
            style: { fill: paint, opacity: 0.3 }
          });
        }
        children.push({
          type: 'circle', shape: { cx: centre[0], cy: centre[1], r: 6 },
          style: { fill: paint, stroke: theme.surface, lineWidth: 1.5 }
        });
        return { type: 'group', children: children };
      }
    },
    { type: 'custom', yAxisIndex: 1, data: [], renderItem: function () { return null; } }
  ];
  option.tooltip.formatter = function (item) {
    const row = items[item.dataIndex];
    const lines = [{ name: 'Value', value: text(unit, row.value), property: look(row.role).property }];
    if (Number.isFinite(row.low)) {
      lines.push({
        name: '95\u202f% interval',
        value: text(unit, row.low) + '\u202f–\u202f' + text(unit, row.high)
      });
    }
    return tip(row.name, lines);
  };
  return option;
}
