package org.unroll4j.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import org.unroll4j.studies.run.RunFolder;

/** The answer in a few lines; the last one is the folder and nothing else. */
final class Summary {

  private Summary() {}

  static void print(RunFolder folder, PrintWriter out) {
    JsonNode result = RunFolder.readJson(folder.result(), JsonNode.class);
    out.println(result.path("title").asText());
    line(out, "network (" + result.path("model").path("cell").asText() + ")", test(result));
    if (result.has("attainable")) {
      line(out, "best attainable", result.path("attainable"));
    }
    for (Map.Entry<String, JsonNode> baseline : result.path("baselines").properties()) {
      line(out, baseline.getKey(), baseline.getValue());
    }
    out.println("Page: " + folder.page());
    out.println(folder.path());
    out.flush();
  }

  private static JsonNode test(JsonNode result) {
    return result.path("metrics").path("test");
  }

  private static void line(PrintWriter out, String who, JsonNode metrics) {
    out.println(
        metrics.has("wape")
            ? String.format(
                Locale.ROOT,
                "  %-18s WAPE %.4f   RMSE %.4f   quantile loss %.4f",
                who,
                metrics.path("wape").asDouble(),
                metrics.path("rmse").asDouble(),
                metrics.path("wql").asDouble())
            : String.format(
                Locale.ROOT,
                "  %-18s AUC %.4f   log loss %.4f",
                who,
                metrics.path("auc").asDouble(),
                metrics.path("logLoss").asDouble()));
  }
}
