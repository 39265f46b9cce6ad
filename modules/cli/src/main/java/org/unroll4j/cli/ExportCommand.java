package org.unroll4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.unroll4j.interop.files.Exports;
import org.unroll4j.interop.files.NetworkFormat;
import org.unroll4j.studies.network.KeyedDropout;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a trained network for other programs. */
@Command(
    name = "export",
    description = {
      "Writes the network of a run for other programs: as a graph (onnx), as named weights by"
          + " PyTorch's names (safetensors), or as a saved network that Deeplearning4j loads alone"
          + " (dl4j). Inputs are encoded by the run's encoder.json; see docs/interop.md.",
      "The last line on standard output is the file."
    },
    footer = {
      "",
      "Examples:",
      "  unroll export reports/session-20260301-101500 --format onnx",
      "  unroll export reports/session-20260301-101500 --format safetensors --out"
          + " weights.safetensors"
    })
final class ExportCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RUN", description = "The folder of the run that trained the network.")
  private Path run;

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      description = "One of: ${COMPLETION-CANDIDATES}.")
  private NetworkFormat format;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The file to write (default: RUN/network with the format's ending).")
  private Path out;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    ComputationGraph network = Study.ofRun(run).network(run);
    Path file = out == null ? run.resolve("network." + format.extension()) : out;
    OutputFile.require(file);
    Exports.write(network, Set.of(KeyedDropout.class), format, file);
    spec.commandLine().getOut().println(file);
    spec.commandLine().getOut().flush();
    return ExitCodes.OK;
  }
}
