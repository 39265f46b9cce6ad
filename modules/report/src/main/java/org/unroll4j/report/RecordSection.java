package org.unroll4j.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.unroll4j.report.page.Block;
import org.unroll4j.report.page.Code;
import org.unroll4j.report.page.Facts;
import org.unroll4j.report.page.Section;

/** The network, how long it took, and what is needed to do it again. */
final class RecordSection {

  private final JsonNode json;

  RecordSection(Run run) {
    this.json = run.json();
  }

  Section section() {
    List<Block> blocks = new ArrayList<>();
    blocks.addAll(forecast());
    blocks.addAll(model());
    blocks.addAll(timing());
    blocks.addAll(provenance());
    blocks.addAll(machine());
    String configuration = Values.text(json, "configuration");
    if (!configuration.isBlank()) {
      blocks.add(new Code("Configuration, with every default resolved", configuration));
    }
    return new Section("record", "How it was made", "", blocks);
  }

  private List<Block> forecast() {
    return new Facts.Builder("Forecast")
        .add("Steps ahead", Values.text(json, "task.horizon", Unit.COUNT))
        .add("Steps of context", Values.text(json, "task.context", Unit.COUNT))
        .add("One step is", Values.text(json, "task.frequency"))
        .add("Steps of the horizon", Names.words(Values.text(json, "task.mode")))
        .add("Distribution", Names.words(Values.text(json, "task.head")))
        .add("Counted in units of", Values.text(json, "task.unit", Unit.NUMBER))
        .add("Sold-out steps are", Values.text(json, "task.stockouts"))
        .blocks();
  }

  private List<Block> model() {
    return new Facts.Builder("Network")
        .add("Cell", Values.text(json, "model.cell"))
        .add("Implementation", Values.text(json, "model.implementation"))
        .add("Engine", Values.text(json, "model.engine"))
        .add("Layers", Values.text(json, "model.layers", Unit.COUNT))
        .add("Hidden units per layer", Values.text(json, "model.hidden", Unit.COUNT))
        .add("Bidirectional", yesNo(Values.text(json, "model.bidirectional")))
        .add("Parameters", Values.text(json, "model.parameters", Unit.COUNT))
        .blocks();
  }

  private List<Block> timing() {
    return new Facts.Builder("Time")
        .add("Whole run", Values.text(json, "timing.totalSeconds", Unit.DURATION))
        .add("Training", Values.text(json, "timing.trainSeconds", Unit.DURATION))
        .add("Evaluation", Values.text(json, "timing.evaluateSeconds", Unit.DURATION))
        .add("Epochs", Values.text(json, "timing.epochs", Unit.COUNT))
        .add("Updates", Values.text(json, "timing.updates", Unit.COUNT))
        .add("Updates per second", Values.text(json, "timing.updatesPerSecond", Unit.NUMBER))
        .add("Events per second", Values.text(json, "timing.eventsPerSecond", Unit.NUMBER))
        .add("Windows per second", Values.text(json, "timing.windowsPerSecond", Unit.NUMBER))
        .add("Steps of windows per second", Values.text(json, "timing.stepsPerSecond", Unit.NUMBER))
        .add("Reading the data", Values.text(json, "timing.readSeconds", Unit.DURATION))
        .add("Rows read per second", Values.text(json, "timing.rowsReadPerSecond", Unit.NUMBER))
        .blocks();
  }

  private List<Block> provenance() {
    return new Facts.Builder("Provenance")
        .add("Made at", Dates.minute(Values.text(json, "provenance.createdAt")))
        .add("Command", Values.text(json, "provenance.command"))
        .add("Seed", Values.text(json, "provenance.seed"))
        .add("Code revision", Values.text(json, "provenance.codeRevision"))
        .add("SHA-256 of the data", Values.text(json, "provenance.dataSha256"))
        .blocks();
  }

  private List<Block> machine() {
    return new Facts.Builder("Machine and libraries")
        .add("Processor", Values.text(json, "provenance.machine.cpu"))
        .add("Cores", Values.text(json, "provenance.machine.cores", Unit.COUNT))
        .add("Memory", memory())
        .add("System", Values.text(json, "provenance.machine.os"))
        .add("Java", Values.text(json, "provenance.machine.jdk"))
        .add("Engine", Values.text(json, "provenance.engine"))
        .add("BLAS", Values.text(json, "provenance.blas"))
        .add("Versions", versions())
        .blocks();
  }

  private String memory() {
    String memory = Values.text(json, "provenance.machine.memoryGiB", Unit.NUMBER);
    return memory.isEmpty() ? "" : memory + "\u202fGiB";
  }

  private String versions() {
    return Values.entries(json, "provenance.versions").stream()
        .map((Map.Entry<String, JsonNode> e) -> e.getKey() + "\u00a0" + e.getValue().asText())
        .collect(Collectors.joining(", "));
  }

  private static String yesNo(String value) {
    return value.isEmpty() ? "" : value.equals("true") ? "yes" : "no";
  }
}
