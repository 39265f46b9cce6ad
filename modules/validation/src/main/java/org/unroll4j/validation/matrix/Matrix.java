package org.unroll4j.validation.matrix;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.unroll4j.validation.peer.Answer;
import org.unroll4j.validation.peer.Case;
import org.unroll4j.validation.peer.NumberType;
import org.unroll4j.validation.peer.Peer;

/**
 * Compares engines of ours with peers, quantity by quantity.
 *
 * @param engines ours
 * @param peers theirs, the arbiters too if they are to be seen in the matrix
 * @param arbiters who decides between the two, by type
 */
public record Matrix(List<Peer> engines, List<Peer> peers, Map<NumberType, Peer> arbiters) {

  /** Told what the arbiter says to each case. */
  @FunctionalInterface
  public interface Witness {

    /** Called after a case was compared. */
    void heard(Case asked, Answer arbiter);
  }

  /** All comparisons of one case; an engine that refuses the case is left out. */
  List<MatrixCell> compare(Case asked) {
    return new Comparisons(asked).all();
  }

  /** The same, with a witness, who hears nothing if the arbiter refuses. */
  List<MatrixCell> compare(Case asked, Witness witness) {
    Comparisons comparisons = new Comparisons(asked);
    List<MatrixCell> cells = comparisons.all();
    Reply decision = comparisons.reply(arbiters.get(asked.type()));
    if (decision.isGiven()) {
      witness.heard(asked, decision.answer());
    }
    return cells;
  }

  private final class Comparisons {
    private final Case asked;
    private final Map<Peer, Reply> replies = new LinkedHashMap<>();

    Comparisons(Case asked) {
      this.asked = asked;
    }

    private Reply reply(Peer peer) {
      return replies.computeIfAbsent(peer, p -> Reply.of(p, asked));
    }

    List<MatrixCell> all() {
      List<MatrixCell> cells = new ArrayList<>();
      for (Peer engine : engines) {
        if (!reply(engine).isRefused()) {
          peers.stream()
              .filter(peer -> !isItself(engine, peer))
              .forEach(peer -> cells.addAll(pair(engine, peer)));
        }
      }
      return cells;
    }

    /** An engine is not its own judge. */
    private boolean isItself(Peer engine, Peer peer) {
      return asked.type() == NumberType.DOUBLE && peer.id().equals(engine.id() + "-double");
    }

    private List<MatrixCell> pair(Peer engine, Peer peer) {
      MatrixCell.Place whole =
          MatrixCell.Place.of(asked, engine.id(), peer.id(), MatrixCell.EVERYTHING);
      Reply ours = reply(engine);
      Reply theirs = reply(peer);
      if (theirs.isRefused()) {
        return List.of(MatrixCell.notOffered(whole, 0, theirs.refusal()));
      }
      if (!ours.isGiven() || !theirs.isGiven()) {
        return List.of(MatrixCell.failed(whole, (ours.failure() + " " + theirs.failure()).trim()));
      }
      return asked.quantities().stream().map(quantity -> judge(engine, peer, quantity)).toList();
    }

    private MatrixCell judge(Peer engine, Peer peer, String quantity) {
      MatrixCell.Place place = MatrixCell.Place.of(asked, engine.id(), peer.id(), quantity);
      Answer ours = reply(engine).answer();
      Answer theirs = reply(peer).answer();
      double tolerance = Tolerances.of(asked.type(), quantity);
      if (!ours.quantities().containsKey(quantity)) {
        return MatrixCell.failed(place, "our engine gave none");
      }
      Optional<Difference> difference = Difference.of(ours, theirs, quantity, asked.structure());
      if (difference.isEmpty()) {
        String because = theirs.notOffered().getOrDefault(quantity, "the peer gave none");
        return MatrixCell.notOffered(place, tolerance, because);
      }
      MatrixCell cell = MatrixCell.judged(place, difference.get(), tolerance);
      return cell.verdict() == Verdict.EQUAL
          ? cell
          : peer.divergence(asked, quantity)
              .filter(entry -> arbiterAgrees(ours, quantity))
              .map(cell::peerWrong)
              .orElse(cell);
    }

    private boolean arbiterAgrees(Answer ours, String quantity) {
      Peer arbiter = arbiters.get(asked.type());
      Reply decision = reply(arbiter);
      return decision.isGiven() && Judgement.isEqual(asked, quantity, ours, decision.answer());
    }
  }
}
