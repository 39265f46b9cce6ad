/**
 * The study of click sessions: from a configuration to a trained network, its evaluation and the
 * record of the run; and the trained model for use in a program.
 *
 * <p>{@link org.unroll4j.studies.session.SessionStudy} trains and evaluates, {@link
 * org.unroll4j.studies.session.SessionModel} predicts.
 */
package org.unroll4j.studies.session;
