package org.unroll4j.validation.engine;

import java.util.ArrayList;
import java.util.List;
import org.unroll4j.core.cell.Cell;
import org.unroll4j.core.cell.CellParameters;
import org.unroll4j.core.cell.CellState;
import org.unroll4j.core.network.StackShape;
import org.unroll4j.validation.peer.Case;
import org.unroll4j.validation.peer.Structure;

/**
 * The stack of a case as the toolkit holds it, for peers that get it through a file of ours.
 *
 * @param shape the structure
 * @param parameters of each unit
 * @param <P> the cell's parameters
 * @param <S> the cell's state
 */
public record CaseWeights<P extends CellParameters<P>, S extends CellState<S>>(
    StackShape<P, S> shape, List<P> parameters) {

  /** The stack of a case. */
  public static CaseWeights<?, ?> of(Case asked) {
    return of(asked, Cells.of(asked.structure()));
  }

  private static <P extends CellParameters<P>, S extends CellState<S>> CaseWeights<P, S> of(
      Case asked, Cell<P, S, ?> cell) {
    Structure structure = asked.structure();
    int hidden = structure.sizes().hidden();
    NamedArrays names = new NamedArrays(structure);
    List<P> parameters = new ArrayList<>();
    for (int unit = 0; unit < structure.units(); unit++) {
      P zero = cell.zeroParameters(structure.inputSize(unit), hidden, NdValues.type(asked.type()));
      parameters.add(names.fill(zero, asked.data().parameters().get(unit), asked.type()));
    }
    return new CaseWeights<>(
        new StackShape<>(
            cell,
            structure.sizes().inputs(),
            hidden,
            structure.layers(),
            Cells.directions(structure)),
        parameters);
  }
}
