package org.unroll4j.core.engine;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.core.cell.CellState;

/**
 * What one layer returns in one direction.
 *
 * @param outputs the hidden state after each step, zero where a step is not valid, [T, N, H]
 * @param finalState the state after each sequence's own last visited valid step
 * @param <S> the cell's state
 */
public record LayerOutput<S extends CellState<S>>(INDArray outputs, S finalState) {}
