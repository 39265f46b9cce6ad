/** Padded batches of similar length, in an order that seed and epoch determine. */
package org.unroll4j.data.batch;
