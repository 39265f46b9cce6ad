package org.unroll4j.interop.keras;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Where the arrays of one cell are in a file.
 *
 * <pre>{@code
 * .keras, .weights.h5   /layers/NAME/cell/vars/0, 1, 2
 *                       /layers/NAME/forward_layer/cell/vars/0 …
 * .h5                   /model_weights/NAME/…/kernel:0, recurrent_kernel:0, bias:0
 *                       /model_weights/NAME/…/forward_…/…/kernel:0 …
 * }</pre>
 *
 * @param layer the name of the layer
 * @param direction what the path says of it
 * @param kernel the path of the kernel
 * @param recurrent the path of the recurrent kernel
 * @param bias the path of the bias, where there may be one
 */
record KerasPlace(String layer, Direction direction, String kernel, String recurrent, String bias) {

  enum Direction {
    ONLY,
    FORWARD,
    BACKWARD
  }

  private static final Pattern NUMBERED = Pattern.compile("(/.*/cell/vars/)0");
  private static final Pattern NAMED = Pattern.compile("(/.*/)kernel(:0)?");

  /** All places among the paths of arrays; those of optimizers are left out. */
  static List<KerasPlace> all(Collection<String> paths) {
    List<KerasPlace> places = new ArrayList<>();
    for (String path : paths) {
      Matcher numbered = NUMBERED.matcher(path);
      Matcher named = NAMED.matcher(path);
      if (path.startsWith("/optimizer")) {
        continue;
      }
      if (numbered.matches() && paths.contains(numbered.group(1) + "1")) {
        places.add(numbered(numbered.group(1)));
      } else if (named.matches()) {
        String folder = named.group(1);
        String end = named.group(2) == null ? "" : named.group(2);
        if (paths.contains(folder + "recurrent_kernel" + end)) {
          places.add(named(folder, end));
        }
      }
    }
    return places;
  }

  private static KerasPlace numbered(String folder) {
    String inside = folder.substring(1, folder.length() - "/cell/vars/".length());
    List<String> words = new ArrayList<>(List.of(inside.split("/")));
    Direction direction = Direction.ONLY;
    if (words.remove("forward_layer")) {
      direction = Direction.FORWARD;
    } else if (words.remove("backward_layer")) {
      direction = Direction.BACKWARD;
    }
    if (words.size() > 1 && words.get(0).equals("layers")) {
      words.remove(0);
    }
    return new KerasPlace(
        String.join("/", words), direction, folder + "0", folder + "1", folder + "2");
  }

  private static KerasPlace named(String folder, String end) {
    List<String> words = List.of(folder.substring(1).split("/"));
    int layer = words.get(0).equals("model_weights") && words.size() > 1 ? 1 : 0;
    List<String> inside = words.subList(layer + 1, words.size());
    Direction direction = Direction.ONLY;
    if (inside.stream().anyMatch(word -> word.startsWith("forward_"))) {
      direction = Direction.FORWARD;
    } else if (inside.stream().anyMatch(word -> word.startsWith("backward_"))) {
      direction = Direction.BACKWARD;
    }
    return new KerasPlace(
        words.get(layer),
        direction,
        folder + "kernel" + end,
        folder + "recurrent_kernel" + end,
        folder + "bias" + end);
  }

  /** One place, or the forward one and the backward one. */
  static List<KerasPlace> forwardFirst(Path file, List<KerasPlace> places) {
    List<Direction> directions = places.stream().map(KerasPlace::direction).sorted().toList();
    if (directions.equals(List.of(Direction.ONLY))
        || directions.equals(List.of(Direction.FORWARD, Direction.BACKWARD))) {
      return Stream.concat(
              places.stream().filter(place -> place.direction != Direction.BACKWARD),
              places.stream().filter(place -> place.direction == Direction.BACKWARD))
          .toList();
    }
    throw KerasUnit.refused(
        file,
        places.get(0).layer,
        "has %d cells, which are neither one nor two directions".formatted(places.size()));
  }

  KerasUnit unit(Path file, Map<String, INDArray> arrays) {
    return new KerasUnit(file, kernel, arrays.get(kernel), arrays.get(recurrent), arrays.get(bias));
  }
}
