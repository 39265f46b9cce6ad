package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
      rows.add(new Contender("validation", judged.get(0).name(), "model", described(validation)));
    }
    Table table =
        Tables.metrics("All metrics on the test part, the best in bold", "Who", rows, judged);
    if (table.columns().size() > 1) {
      blocks.add(table);
    }
    if (contenders.size() == 1) {
      return new Section("baselines", "All metrics", "", blocks);
    }
    return new Section(
        "baselines",
        "Against the baselines",
        "All were fitted on the same training part and judged on the same test part, which none of "
            + "them saw before.",
        blocks);
  }

  private static JsonNode described(JsonNode validation) {
    ObjectNode described = JsonNodeFactory.instance.objectNode();
    described.setAll((ObjectNode) validation);
    return described.put("description", "on the validation part, for comparison");
  }
}
