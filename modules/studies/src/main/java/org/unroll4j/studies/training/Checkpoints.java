package org.unroll4j.studies.training;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.unroll4j.dl4j.ModelFiles;
import org.unroll4j.studies.run.AtomicFiles;
import org.unroll4j.studies.run.Json;

/**
 * The checkpoints of a run: {@code last.zip}, from which training goes on, and {@code best.zip},
 * which predicts. Each holds {@code training.json} and {@code model.zip}, a model file of
 * Deeplearning4j with the updater's state.
 */
public final class Checkpoints {

  private static final String STATE = "training.json";
  private static final String MODEL = "model.zip";

  private final Path folder;

  /** The checkpoints in a folder, which is made if it is not there. */
  public Checkpoints(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /** Whether there is one to go on from. */
  public boolean hasLast() {
    return Files.exists(last());
  }

  /** Whether there is one to predict with. */
  public boolean hasBest() {
    return Files.exists(best());
  }

  /** Replaces the checkpoint from which training goes on. */
  public void saveLast(Checkpoint checkpoint) throws IOException {
    save(last(), checkpoint);
  }

  /** Replaces the best one. */
  public void saveBest(Checkpoint checkpoint) throws IOException {
    save(best(), checkpoint);
  }

  /** Reads the checkpoint from which training goes on. */
  public Checkpoint loadLast() throws IOException {
    return load(last());
  }

  /** Reads the best one. */
  public Checkpoint loadBest() throws IOException {
    return load(best());
  }

  private Path last() {
    return folder.resolve("last.zip");
  }

  private Path best() {
    return folder.resolve("best.zip");
  }

  private static void save(Path file, Checkpoint checkpoint) throws IOException {
    AtomicFiles.write(
        file,
        out -> {
          ZipOutputStream zip = new ZipOutputStream(out);
          entry(zip, STATE, Json.compact().writeValueAsBytes(checkpoint.state()));
          entry(zip, MODEL, model(checkpoint.network()));
          zip.finish();
        });
  }

  private static byte[] model(ComputationGraph network) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ModelSerializer.writeModel(network, bytes, true);
    return bytes.toByteArray();
  }

  private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    OutputStream out = zip;
    out.write(content);
    zip.closeEntry();
  }

  /** The model's file lies on the disk for a moment: that is what the safe loader reads. */
  private Checkpoint load(Path file) throws IOException {
    Path model = Files.createTempFile(folder, "model", ".zip");
    try (ZipFile zip = new ZipFile(file.toFile())) {
      TrainingState state;
      try (InputStream in = zip.getInputStream(zip.getEntry(STATE))) {
        state = Json.compact().readValue(in, TrainingState.class);
      }
      try (InputStream in = zip.getInputStream(zip.getEntry(MODEL))) {
        Files.copy(in, model, StandardCopyOption.REPLACE_EXISTING);
      }
      return new Checkpoint(ModelFiles.loadComputationGraph(model), state);
    } finally {
      Files.deleteIfExists(model);
    }
  }
}
