package org.unroll4j.core.engine;

import org.junit.jupiter.api.Nested;
import org.nd4j.linalg.api.buffer.DataType;

class ReferenceEngineContractTest {

  @Nested
  class InDouble extends EngineContract {
    InDouble() {
      super(Engines.reference(), DataType.DOUBLE);
    }
  }

  @Nested
  class InFloat extends EngineContract {
    InFloat() {
      super(Engines.reference(), DataType.FLOAT);
    }
  }
}
