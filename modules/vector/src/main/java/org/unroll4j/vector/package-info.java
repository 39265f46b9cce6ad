/**
 * An engine for the CPU in single precision: heap arrays, all gates of a step in one pass, steps
 * that do not exist skipped, sequences shared out to threads. It is found at run time; nothing
 * depends on this module.
 *
 * <p>The inner loops are written so that the JIT turns them into vector instructions. It does so
 * only if every array is read and written at the loop's own index: a matrix is therefore an array
 * of rows, and a gate's values are copied into an array of their own before they are combined.
 */
package org.unroll4j.vector;
