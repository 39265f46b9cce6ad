/* Numbers as text. */

function decimals(value, digits) {
  return value.toLocaleString('en-US', {
    minimumFractionDigits: digits, maximumFractionDigits: digits
  }).replace('-', '\u2212');
}

function trimmed(value, digits) {
  return value.toLocaleString('en-US', { maximumFractionDigits: digits }).replace('-', '\u2212');
}

function significant(value) {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e9)) {
    return value.toExponential(2).replace('-', '\u2212');
  }
  return value.toLocaleString('en-US', { maximumSignificantDigits: size >= 1000 ? 12 : 3 });
}

/* An error: two digits, and a power of ten where it is small. */
function errorText(value) {
  const size = Math.abs(value);
  return size === 0 || (size >= 0.01 && size < 1000)
    ? significant(value) : value.toExponential(1).replace('.0', '').replace('+', '').replace('-', '\u2212');
}

function powerOfTen(value) {
  const exponent = Math.round(Math.log10(value));
  return '10' + String(exponent).replace('-', '⁻').replace(/\d/g, function (digit) {
    return '⁰¹²³⁴⁵⁶⁷⁸⁹'[digit];
  });
}

/* The same text as in the tables. */
function text(unit, value) {
  switch (unit) {
    case 'score': return decimals(value, 3);
    case 'loss': return decimals(value, 4);
    case 'share': {
      const size = Math.abs(value);
      const digits = size === 0 ? 0 : size < 0.00995 ? 2 : size < 0.9995 ? 1 : 0;
      return decimals(100 * value, digits) + '\u202f%';
    }
    case 'count': return decimals(value, 0);
    case 'factor': return decimals(value, value < 9.95 ? 1 : 0) + '×';
    case 'amount': {
      const size = Math.abs(value);
      return decimals(value, size >= 99.95 ? 0 : size >= 9.995 ? 1 : size >= 0.9995 ? 2 : 3);
    }
    case 'error': return errorText(value);
    case 'minutes': return trimmed(value, value < 9.95 ? 1 : 0) + '\u202fmin';
    default: return significant(value);
  }
}

/* As short as the axis allows. */
function tick(unit, value) {
  switch (unit) {
    case 'share': return trimmed(100 * value, 2) + '\u202f%';
    case 'error': return powerOfTen(value);
    case 'factor': return trimmed(value, 1) + '×';
    case 'minutes': return trimmed(value, 1);
    case 'count': return Number.isInteger(value) ? trimmed(value, 0) : '';
    case 'score': case 'loss': return trimmed(value, 4);
    default: return significant(value);
  }
}
