package org.unroll4j.core.engine;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;

/**
 * The gradients of everything that went into a layer.
 *
 * @param parameters summed over steps and sequences
 * @param x zero where a step is not valid, [T, N, F]
 * @param initialState with respect to the state before the first visited step
 * @param <P> the cell's parameters
 * @param <S> the cell's state
 */
public record LayerGradients<P extends CellParameters<P>, S extends CellState<S>>(
    P parameters, INDArray x, S initialState) {}
