/* What all charts share. */

function base(theme) {
  return {
    animation: false,
    backgroundColor: 'transparent',
    textStyle: { fontFamily: FONT, color: theme.ink },
    legend: { show: false },
    tooltip: {
      confine: true,
      backgroundColor: theme.surface,
      borderColor: theme.line,
      padding: [8, 10],
      textStyle: { color: theme.ink, fontSize: 13, fontFamily: FONT },
      axisPointer: { type: 'line', lineStyle: { color: theme.reference, type: 'solid' } }
    }
  };
}

function valueAxis(spec, theme, vertical) {
  return {
    type: spec.log ? 'log' : 'value',
    name: spec.title,
    nameLocation: vertical ? 'end' : 'middle',
    nameGap: vertical ? 14 : 28,
    nameMoveOverlap: false,
    nameTextStyle: vertical
      ? { color: theme.muted, fontSize: 12, align: 'left', padding: [0, 0, 0, 2 - LEFT] }
      : { color: theme.muted, fontSize: 12 },
    scale: true,
    min: spec.min, max: spec.max,
    minInterval: spec.unit === 'count' ? 1 : undefined,
    splitNumber: vertical ? 5 : 6,
    axisLine: { show: !vertical, onZero: false, lineStyle: { color: theme.line } },
    axisTick: { show: false },
    axisLabel: {
      color: theme.muted, fontSize: 12, hideOverlap: true,
      formatter: function (value) { return tick(spec.unit, value); }
    },
    splitLine: { show: vertical || Boolean(spec.log), lineStyle: { color: theme.grid } }
  };
}

/* Round ends and about five equal steps between them. */
function bounds(axis, low, high) {
  const span = Math.max(high - low, Math.abs(high) * 1e-3, 1e-6);
  const power = Math.pow(10, Math.floor(Math.log10(span / 4.5)));
  const ratio = span / 4.5 / power;
  const step = power * (ratio < 1.5 ? 1 : ratio < 3.5 ? 2 : ratio < 7.5 ? 5 : 10);
  axis.min = round(Math.floor(low / step + 1e-6) * step);
  axis.max = round(Math.ceil(high / step - 1e-6) * step);
  if (axis.max === axis.min) { axis.max = round(axis.min + step); }
  axis.interval = round(step);
}

/* Whole decades; those of an empty chart are about 1. */
function decades(axis, low, high) {
  const first = low > 0 && low < Infinity ? Math.floor(Math.log10(low) + 1e-9) : 0;
  const last = high > 0 ? Math.ceil(Math.log10(high) - 1e-9) : 0;
  axis.min = Math.pow(10, first);
  axis.max = Math.pow(10, Math.max(last, first + 1));
}

function round(value) { return Number(value.toPrecision(10)); }
