package org.unroll4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.unroll4j.interop.files.Imports;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a network of somebody else's weights. */
@Command(
    name = "import",
    description = {
      "Makes a saved network with Unroll4J's layers of a file: of a saved network of Deeplearning4j,"
          + " the same network; of ONNX, of safetensors with PyTorch's names and of Keras's weights, the"
          + " recurrent layers alone, on which an output layer can be put.",
      "What is not supported is refused by name. The last line on standard output is the file."
    },
    footer = {
      "",
      "Examples:",
      "  unroll import model.safetensors --prefix encoder.rnn. --out encoder.zip",
      "  unroll import model.onnx",
      "  unroll inspect model.zip"
    })
final class ImportCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "FILE",
      description = "A safetensors, ONNX or Keras file, or a saved network.")
  private Path file;

  @Option(
      names = "--prefix",
      paramLabel = "PREFIX",
      description =
          "Which weights, if there are several: what stands before weight_ih_l0 (safetensors), or"
              + " the name of a layer (Keras).")
  private String prefix;

  @Option(
      names = "--relu",
      description = "The simple recurrent cell has ReLU instead of tanh (safetensors, Keras).")
  private boolean relu;

  @Option(
      names = "--one-bias",
      description =
          "Add the two biases of PyTorch's and ONNX's layers up to one; without it they stay two.")
  private boolean oneBias;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The saved network (default: FILE's name with .unroll.zip).")
  private Path out;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Path saved = out == null ? Path.of(file + ".unroll.zip") : out;
    OutputFile.require(saved, file);
    Imports.convert(file, new Imports.Options(prefix, relu, oneBias), saved);
    spec.commandLine().getOut().println(saved);
    spec.commandLine().getOut().flush();
    return ExitCodes.OK;
  }
}
