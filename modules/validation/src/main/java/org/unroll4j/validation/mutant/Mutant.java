package org.unroll4j.validation.mutant;

import java.util.function.BiPredicate;
import java.util.function.Function;
import org.unroll4j.validation.peer.Answer;
import org.unroll4j.validation.peer.Case;

/**
 * The reference engine with one mistake.
 *
 * @param name what is wrong: {@code two gates swapped}
 * @param answer answers a case wrongly
 * @param shows whether the mistake must show in a quantity of a case; it may not show elsewhere
 */
record Mutant(String name, Function<Case, Answer> answer, BiPredicate<Case, String> shows) {}
