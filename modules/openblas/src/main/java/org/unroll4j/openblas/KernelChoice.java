package org.unroll4j.openblas;

import org.nd4j.common.io.Resource;
import org.nd4j.linalg.factory.Environment;
import org.nd4j.linalg.factory.Nd4jBackend;

/**
 * The place where ND4J lets others act before it loads a native library: it makes all backends that
 * the class path offers, then tries them in the order of their priority. Making this one calls
 * {@link OpenBlas#load}; as the last in the order it is never tried where there is a real one, and
 * refuses where there is none.
 */
public final class KernelChoice extends Nd4jBackend {

  /** Called by {@link java.util.ServiceLoader}. */
  public KernelChoice() {
    OpenBlas.load();
  }

  /** Below those of all backends, which are 0 for the CPU and 100 for others. */
  @Override
  public int getPriority() {
    return -1_000_000;
  }

  @Override
  public boolean isAvailable() {
    throw noBackend();
  }

  @Override
  public boolean canRun() {
    return false;
  }

  @Override
  public boolean allowsOrder() {
    throw noBackend();
  }

  @Override
  public Resource getConfigurationResource() {
    throw noBackend();
  }

  @Override
  public Class<?> getNDArrayClass() {
    throw noBackend();
  }

  @Override
  public Environment getEnvironment() {
    throw noBackend();
  }

  @Override
  public String buildInfo() {
    throw noBackend();
  }

  @Override
  public void logBackendInit() {
    throw noBackend();
  }

  private static UnsupportedOperationException noBackend() {
    return new UnsupportedOperationException(
        "this only chooses OpenBLAS's kernels; a backend is unroll4j-natives or nd4j-native-platform");
  }
}
