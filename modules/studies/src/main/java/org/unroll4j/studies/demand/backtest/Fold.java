package org.unroll4j.studies.demand.backtest;

/**
 * One repetition: steps of [trainFrom, trainEnd) are learned from, those of [trainEnd,
 * validationEnd) choose, and those of [validationEnd, testEnd) are forecast. Nothing of the last
 * ones was known.
 *
 * @param number from 1
 * @param trainFrom first step of the training part
 * @param trainEnd its end, exclusive
 * @param validationEnd end of the validation part, exclusive; the first test target
 * @param testEnd end of the test targets, exclusive
 */
public record Fold(int number, int trainFrom, int trainEnd, int validationEnd, int testEnd) {}
