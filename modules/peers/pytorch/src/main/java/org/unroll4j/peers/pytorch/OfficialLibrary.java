package org.unroll4j.peers.pytorch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The library that PyTorch publishes, instead of the one that comes with the bindings: unpacked
 * once and put where JavaCPP looks first.
 */
final class OfficialLibrary {

  private static final String FOLDER = "/pytorch/cpu/linux-x86_64/";

  /** The libraries in the order in which one needs another. */
  private static final List<String> FILES =
      List.of("libgomp-98b21ff3.so.1", "libc10.so", "libtorch_cpu.so", "libtorch.so");

  private OfficialLibrary() {}

  /** Has to be called before any class of the bindings is used. */
  static void prefer(Path folder) {
    try {
      for (String file : FILES) {
        unpack(file, folder.resolve(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    System.setProperty("org.bytedeco.javacpp.pathsFirst", "true");
    System.setProperty("java.library.path", folder.toString());
  }

  private static void unpack(String name, Path target) throws IOException {
    if (Files.exists(target)) {
      return;
    }
    Files.createDirectories(target.getParent());
    Path part = Files.createTempFile(target.getParent(), name, ".part");
    try (InputStream in = OfficialLibrary.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IOException(
            "%s%s is not on the class path: PyTorch's library is only known for Linux on x86-64."
                .formatted(FOLDER, name));
      }
      Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
    }
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
  }
}
