/**
 * Tables of series on one grid of equally spaced times: read from files, kept compactly, and shown
 * as they were known at any step.
 */
package org.unroll4j.data.series;
