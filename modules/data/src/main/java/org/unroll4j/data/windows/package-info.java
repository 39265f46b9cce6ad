/**
 * From a table of series to padded batches: a window is what a network reads before and after an
 * origin, and is encoded when it is asked for.
 */
package org.unroll4j.data.windows;
