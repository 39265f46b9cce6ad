/**
 * Unroll4J's recurrent layers inside Deeplearning4j networks, weights to and from Deeplearning4j's
 * own layers, global-norm clipping, and model files that are safe to load.
 */
package org.unroll4j.dl4j;
