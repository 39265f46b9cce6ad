/**
 * What a recurrent network has to beat: the base rate, logistic regression on counts, a Markov
 * model and gradient-boosted trees, trained on the same split and predicting at the same moments.
 *
 * <p>A prediction after event k uses the events 1 to k of the session and nothing else; whatever is
 * learned (vocabularies, scales, parameters) is learned on the training part, and what is chosen
 * (regularisation, order, rounds) is chosen on the validation part.
 */
package org.unroll4j.studies.baselines;
