package org.unroll4j.peers.pytorch;

import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;

/** The memory of tensors is given back at the end of a scope, not by the collector. */
public final class Scopes {

  private Scopes() {}

  /** Runs something whose tensors are not used afterwards; it may return plain values. */
  @SuppressWarnings("try")
  public static <T> T scoped(Supplier<T> body) {
    try (PointerScope scope = new PointerScope()) {
      return body.get();
    }
  }

  /** As {@link #scoped}, without remembering anything for a way back. */
  @SuppressWarnings("try")
  public static <T> T withoutGradients(Supplier<T> body) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      return body.get();
    }
  }
}
