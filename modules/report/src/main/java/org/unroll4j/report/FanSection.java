package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.unroll4j.report.page.Block;
import org.unroll4j.report.page.Section;

/** Forecasts of single series beside what happened. */
final class FanSection {

  private final Run run;

  FanSection(Run run) {
    this.run = run;
  }

  Section section() {
    Task task = new Task(run.json());
    List<Block> blocks = new ArrayList<>();
    for (JsonNode fan : Values.elements(run.json(), "fans")) {
      if (!Values.elements(fan, "steps").isEmpty()) {
        String id = "fan-" + (blocks.size() + 1);
        blocks.add(new FanFigure(task, fan, surprises(fan)).draw(id));
      }
    }
    return new Section(
        "fans",
        "A few series, forecast and real",
        "Series of the test part. The network's line is the median of its forecast; the bands "
            + "around it should hold half, 80\u202f% and 95\u202f% of what happens.",
        blocks);
  }

  /** The times of the series that are in the list of anomalies. */
  private Set<String> surprises(JsonNode fan) {
    String name = Values.text(fan, "name");
    return Values.elements(run.json(), "anomalies").stream()
        .filter(anomaly -> Values.text(anomaly, "series").equals(name))
        .map(anomaly -> Values.text(anomaly, "time"))
        .collect(Collectors.toSet());
  }
}
