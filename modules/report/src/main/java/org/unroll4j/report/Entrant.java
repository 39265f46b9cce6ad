package org.unroll4j.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A run within a comparison.
 *
 * @param label what it is called there; no two are called the same
 * @param role how charts draw it
 * @param run the run
 */
record Entrant(String label, String role, Run run) {

  /** Charts have as many colours for runs. */
  private static final int COLOURS = 6;

  /** Calls each run by its configuration, and where that is not enough by model or folder too. */
  static List<Entrant> of(List<Run> runs) {
    List<Entrant> entrants = new ArrayList<>();
    List<String> labels = distinct(runs);
    for (int i = 0; i < runs.size(); i++) {
      entrants.add(new Entrant(labels.get(i), "run-" + (i % COLOURS + 1), runs.get(i)));
    }
    return entrants;
  }

  private static List<String> distinct(List<Run> runs) {
    List<List<String>> attempts =
        List.of(
            runs.stream().map(Names::model).toList(),
            runs.stream().map(run -> Names.model(run) + " · " + run.name()).toList(),
            runs.stream().map(run -> Names.model(run) + " · " + run.folder()).toList());
    for (List<String> labels : attempts) {
      if (labels.stream().distinct().count() == runs.size()) {
        return labels;
      }
    }
    List<String> last = attempts.get(2);
    List<String> numbered = new ArrayList<>();
    for (String label : last) {
      numbered.add(label + " · " + (numbered.size() + 1));
    }
    return numbered;
  }

  /** The run's model under the name it has here. */
  Contender contender() {
    return new Contender(Contender.MODEL, label, role, Contender.model(run).metrics());
  }

  /** What has to be equal for two runs to be judged on the same predictions. */
  String ground() {
    String data = Values.text(run.json(), "provenance.dataSha256");
    Stream<String> task = Stream.of("kind", "horizonMinutes", "horizon").map("task."::concat);
    Stream<String> test = run.study().counts().stream().map("metrics.test."::concat);
    return Stream.concat(task, test)
        .map(path -> Values.text(run.json(), path))
        .collect(Collectors.joining("|", data + "|", ""));
  }
}
