/** The training loop: updates, early stopping, checkpoints and exact resume. */
package org.unroll4j.studies.training;
