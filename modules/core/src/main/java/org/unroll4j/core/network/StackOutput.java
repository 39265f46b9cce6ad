package org.unroll4j.core.network;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.core.cell.CellState;

/**
 * What a stack returns.
 *
 * @param outputs the last layer's outputs, zero where a step is not valid, [T, N, H] or [T, N, 2H]
 * @param finalStates one per layer and direction, in the order of {@link
 *     StackInput#initialStates()}: the state after each sequence's own last valid step, and after
 *     its first one for a backward direction
 * @param <S> the cell's state
 */
public record StackOutput<S extends CellState<S>>(INDArray outputs, List<S> finalStates) {}
