/**
 * What a page consists of, as plain values in the order in which it is read. The template draws
 * these and knows nothing of runs; all numbers arrive here as text, formatted once.
 */
package org.unroll4j.report.page;
