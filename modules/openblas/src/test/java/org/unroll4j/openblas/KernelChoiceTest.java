package org.unroll4j.openblas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4jBackend;

/** Here there are no native libraries on the class path, nor a backend. */
class KernelChoiceTest {

  @Test
  void isFoundAndLast() {
    assertThat(ServiceLoader.load(Nd4jBackend.class))
        .singleElement()
        .isInstanceOf(KernelChoice.class)
        .extracting(Nd4jBackend::getPriority)
        .satisfies(priority -> assertThat(priority).isLessThan(Nd4jBackend.BACKEND_PRIORITY_CPU));
  }

  @Test
  void isNoBackend() {
    assertThatThrownBy(Nd4jBackend::load)
        .isInstanceOf(Nd4jBackend.NoAvailableBackendException.class)
        .hasMessageContaining("ensure that you have an nd4j backend");
    assertThat(new KernelChoice().canRun()).isFalse();
  }

  @Test
  void withoutTheLibraryThereAreNoKernels() {
    OpenBlas.load();

    assertThat(OpenBlas.kernels()).isEmpty();
  }
}
