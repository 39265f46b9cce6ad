package org.unroll4j.studies.training;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.unroll4j.dl4j.ModelFiles;
import org.unroll4j.studies.config.ConfigException;
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

  private static ZipFile zip(Path file) throws IOException {
    ZipFile zip;
    try {
      zip = new ZipFile(file.toFile());
    } catch (ZipException e) {
      throw damaged(file, e.getMessage());
    }
    if (zip.getEntry(STATE) == null || zip.getEntry(MODEL) == null) {
      zip.close();
      throw damaged(file, "it lacks " + STATE + " or " + MODEL);
    }
    return zip;
  }

  private static ConfigException damaged(Path file, String reason) {
    return new ConfigException(
        "%s: this checkpoint is damaged (%s); restore it from a copy, or train again."
            .formatted(file, reason));
  }

  /** The model's file lies on the disk for a moment: that is what the safe loader reads. */
  private Checkpoint load(Path file) throws IOException {
    Path model = Files.createTempFile(folder, "model", ".zip");
    try (ZipFile zip = zip(file)) {
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
