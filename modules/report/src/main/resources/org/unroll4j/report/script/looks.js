/* Colours come from the style sheet, so that the charts follow light, dark and print. */

const root = document.documentElement;
const FONT = getComputedStyle(document.body).fontFamily;
/* Room for the labels of a vertical axis. */
const LEFT = 54;

/* How each role is drawn; its colour is the custom property of the same name. */
const LOOKS = {
  'model': { width: 2.8 },
  'attainable': { width: 1.8, dash: [7, 4] },
  'training': { width: 1.8, dash: [5, 3] },
  'baseline': { width: 1.8, dash: [8, 3, 2, 3] },
  'baseline-1': { width: 1.8, dash: [1.5, 3] },
  'baseline-2': { width: 1.8, dash: [9, 3, 2, 3] },
  'baseline-3': { width: 1.8, dash: [4, 3] },
  'baseline-4': { width: 1.8 },
  'baseline-5': { width: 1.8, dash: [2, 2] },
  'baseline-6': { width: 1.8, dash: [6, 2, 1, 2], colour: 'baseline-2' },
  'baseline-7': { width: 1.8, dash: [3, 2], colour: 'baseline-3' },
  'baseline-8': { width: 1.8, dash: [8, 2], colour: 'baseline-4' },
  'run-7': { dash: [6, 3], colour: 'run-1' },
  'flag-attainable-1': { width: 1.8, dash: [7, 4], colour: 'flag-1' },
  'flag-attainable-2': { width: 1.8, dash: [7, 4], colour: 'flag-2' },
  'flag-attainable-3': { width: 1.8, dash: [7, 4], colour: 'flag-3' }
};

function look(role) {
  const known = LOOKS[role] || {};
  return { width: known.width || 2.2, dash: known.dash || null, property: known.colour || role };
}

function colour(property) {
  return getComputedStyle(root).getPropertyValue('--' + property).trim() || '#777777';
}
