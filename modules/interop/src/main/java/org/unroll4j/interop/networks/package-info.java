/** Whole Deeplearning4j networks as named weights, and back. */
package org.unroll4j.interop.networks;
