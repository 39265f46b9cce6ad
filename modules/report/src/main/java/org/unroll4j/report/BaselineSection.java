package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.unroll4j.report.page.Block;
import org.unroll4j.report.page.Section;
import org.unroll4j.report.page.Table;

/** The model beside its baselines and the attainable. */
final class BaselineSection {

  private final Run run;

  BaselineSection(Run run) {
    this.run = run;
  }

  Section section() {
    List<Contender> contenders = Contender.all(run);
    List<Contender> judged =
        contenders.stream().filter(c -> !c.key().equals(Contender.ATTAINABLE)).toList();
    List<Block> blocks = new ArrayList<>();
    if (contenders.size() > 1) {
      DotChart chart = new DotChart(Metric.AUC);
      contenders.forEach(c -> chart.add(c.name(), c));
      blocks.addAll(
          chart.figure(
              "auc-dots",
              "AUC on the test part",
              "0.5 is guessing, 1 is perfect. The bar is the 95\u202f% interval, by bootstrap over "
                  + "users."));
    }
    List<Contender> rows = new ArrayList<>(contenders);
    JsonNode validation = Values.at(run.json(), "metrics.validation");
    if (validation.isObject()) {
      String name = judged.get(0).name() + ", validation part";
      rows.add(new Contender("validation", name, Contender.MODEL, validation));
    }
    Table table =
        Tables.metrics(
            "All metrics on the test part, the best in bold", Metric.SESSION, rows, judged);
    if (table.columns().size() > 1) {
      blocks.add(table);
    }
    blocks.addAll(differences(contenders));
    if (contenders.size() == 1) {
      return new Section("baselines", "All metrics", "", blocks);
    }
    return new Section(
        "baselines",
        "Against the baselines",
        "All were fitted on the same training part and are judged on the same predictions of the "
            + "test part.",
        blocks);
  }

  private List<Block> differences(List<Contender> contenders) {
    List<Contender> leads =
        contenders.stream()
            .skip(1)
            .map(c -> Contender.lead(run, c))
            .filter(c -> c.value(Metric.AUC).isPresent())
            .toList();
    return leads.isEmpty()
        ? List.of()
        : List.of(
            Tables.metrics(
                "The model minus each of the others, with the 95\u202f% interval of the difference",
                Metric.SESSION, leads, List.of()));
  }
}
