/** Deeplearning4j's own recurrent layers as a peer. */
package org.unroll4j.validation.dl4j;
