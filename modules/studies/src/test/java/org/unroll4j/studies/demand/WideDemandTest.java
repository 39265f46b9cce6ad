package org.unroll4j.studies.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll4j.data.table.TableFiles;
import org.unroll4j.data.table.TableRows;
import org.unroll4j.studies.run.RunFolder;
import org.unroll4j.studies.training.Trainer.Observers;

/** The demand study on wide tables, with the scores of the M4 competition. */
class WideDemandTest {

  @TempDir Path folder;

  /** The shape in which the M4 competition published its series. */
  @Test
  void wideTablesAreForecastToTheEndOfTheSecondFile() throws IOException {
    Path first = folder.resolve("train.csv");
    Path second = folder.resolve("test.csv");
    StringBuilder train = new StringBuilder("\"id\"");
    StringBuilder test = new StringBuilder("\"id\"");
    for (int i = 2; i <= 201; i++) {
      train.append(",V").append(i);
    }
    for (int i = 2; i <= 6; i++) {
      test.append(",V").append(i);
    }
    SplittableRandom random = new SplittableRandom(8);
    for (int s = 1; s <= 5; s++) {
      train.append("\nH").append(s);
      test.append("\nH").append(s);
      int length = 120 + 20 * s - 20;
      for (int t = 0; t < 200; t++) {
        train.append(',');
        if (t < length) {
          train.append(value(s, t, random));
        }
      }
      for (int t = length; t < length + 5; t++) {
        test.append(',').append(value(s, t, random));
      }
    }
    Files.writeString(first, train + "\n");
    Files.writeString(second, test + "\n");
    DemandConfig config =
        TinyDemand.config(
            first,
            "data.shape=wide",
            "data.testPath=" + second,
            "data.columns={}",
            "forecast.stockouts=observed",
            "data.frequency=1h",
            "data.missing=absent",
            "forecast.horizon=5",
            "forecast.head=quantiles",
            "split.validation=5",
            "split.test=5",
            "split.stride=0",
            "evaluation.naive2=true",
            "evaluation.baselines=true");
    RunFolder run = DemandStudy.train(config, folder.resolve("runs"), "train", Observers.NONE);
    JsonNode result = RunFolder.readJson(run.result(), JsonNode.class);
    JsonNode metrics = result.path("metrics").path("test");
    assertThat(metrics.path("targets").asInt()).isEqualTo(25);
    for (String metric : new String[] {"smape", "mase", "owa"}) {
      assertThat(metrics.path(metric).asDouble()).as(metric).isPositive().isFinite();
    }
    assertThat(result.path("baselines").path("naive2").path("owa").asDouble()).isEqualTo(1);
    assertThat(metrics.path("mase").asDouble()).isEqualTo(mase(first, run), within(1e-4));
  }

  /** By the competition's definition: errors are scaled by the whole first file. */
  private static double mase(Path first, RunFolder run) throws IOException {
    Map<String, Double> scales = new HashMap<>();
    for (String line : Files.readAllLines(first).stream().skip(1).toList()) {
      String[] cells = line.split(",");
      double sum = 0;
      for (int t = 1 + 24; t < cells.length; t++) {
        sum += Math.abs(Double.parseDouble(cells[t]) - Double.parseDouble(cells[t - 24]));
      }
      scales.put(cells[0], sum / (cells.length - 1 - 24));
    }
    double sum = 0;
    int count = 0;
    try (TableRows rows = TableFiles.open(run.predictions())) {
      List<String> columns = rows.columns();
      while (rows.next()) {
        double median = Double.parseDouble(rows.text(columns.indexOf("q0.5")));
        double actual = Double.parseDouble(rows.text(columns.indexOf("actual")));
        sum += Math.abs(actual - median) / scales.get(rows.text(0));
        count++;
      }
    }
    return sum / count;
  }

  private static double value(int s, int t, SplittableRandom random) {
    double day = 10 + 5 * Math.sin(2 * Math.PI * t / 24);
    return Math.round(100 * s * (day + random.nextDouble())) / 100.0;
  }
}
