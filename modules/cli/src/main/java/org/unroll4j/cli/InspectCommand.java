package org.unroll4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.unroll4j.interop.files.Contents;
import org.unroll4j.interop.files.Contents.Line;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the arrays of a file. */
@Command(
    name = "inspect",
    description = {
      "Lists the arrays of a file with their types, shapes and norms (the square root of the sum of"
          + " squares), and what is known of its layers: safetensors, ONNX, Keras, saved networks"
          + " of Deeplearning4j, and runs.",
      "Nothing that a file holds is run, and no other file is opened."
    },
    footer = {
      "",
      "Examples:",
      "  unroll inspect model.safetensors",
      "  unroll inspect reports/session-20260301-101500"
    })
final class InspectCommand implements Callable<Integer> {

  /** Columns of a name; a longer one pushes the rest of its line to the right. */
  private static final int WIDEST = 60;

  @Parameters(paramLabel = "FILE", description = "A file of weights, or the folder of a run.")
  private Path file;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Contents contents =
        Files.isDirectory(file)
            ? Contents.network(Study.ofRun(file).network(file))
            : Contents.of(file);
    print(contents, spec.commandLine().getOut());
    return ExitCodes.OK;
  }

  private static void print(Contents contents, PrintWriter out) {
    int name = Math.min(WIDEST, width(contents, "name".length(), Line::name));
    int type = width(contents, "type".length(), Line::type);
    int shape = width(contents, "shape".length(), Line::shape);
    String row = "%%-%ds  %%-%ds  %%-%ds  %%s%%n".formatted(name, type, shape);
    out.printf(row, "name", "type", "shape", "norm");
    for (Line line : contents.arrays()) {
      String norm =
          line.norm().isPresent()
              ? String.format(Locale.ROOT, "%.6g", line.norm().getAsDouble())
              : "not read";
      out.printf(row, printable(line.name()), printable(line.type()), line.shape(), norm);
    }
    contents.notes().forEach(note -> out.println(printable(note)));
    out.flush();
  }

  private static int width(
      Contents contents, int least, java.util.function.Function<Line, String> column) {
    return contents.arrays().stream()
        .mapToInt(line -> column.apply(line).length())
        .reduce(least, Math::max);
  }

  /** Names come from strangers: nothing of them may break the line or steer the terminal. */
  private static String printable(String text) {
    return text.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
  }
}
