/** Draws the record of a run, or of several runs side by side, as one self-contained HTML page. */
package org.unroll4j.report;
